import { Fragment, type ReactNode } from 'react';

/** Puts what is drawn into a text that was said: every `{name}` left in it gives way to the node of that name. */
export function weave(text: string, nodes: Readonly<Record<string, ReactNode>>): ReactNode {
  return text.split(/(\{\w+\})/).map((part, at) => {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    // biome-ignore lint/suspicious/noArrayIndexKey: a text's parts never change their order
    return <Fragment key={at}>{name === undefined ? part : nodes[name]}</Fragment>;
  });
}
