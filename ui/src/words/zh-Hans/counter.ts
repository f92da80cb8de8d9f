import type { counter as english } from '../en/counter';
import type { Entry } from '../words';

export const counter: Record<keyof typeof english, Entry> = {
  'counter.label': '柜台',
  'counter.take': '在柜台收款',
  'counter.again': '重新打开柜台',
  'counter.opening': '正在打开柜台…',
  'counter.open': '柜台已打开，{time} 前可以付款。',
  'counter.paid': 'Antom 确认已付款。',
  'counter.over': '会话已结束，Antom 没有收到付款。',
  'counter.left': '柜台已关闭，仍会向 Antom 查询。',
  'counter.next': '买家可在柜台付款，截止 {when}，{left}。',
  'counter.silence': 'Antom 刚才没有应答，会再次查询。',
};
