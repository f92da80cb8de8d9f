import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
// Read once before the first test: a screen is otherwise read when it is first shown.
import '@/features/attention';
import '@/features/people';
import '@/features/refunds';
import '@/features/request';
import '@/features/settings';
import type { AttentionItem, CommandError } from '@/platform/contract';
import type { Double, DoubleOptions } from '@/platform/double/double';
import { englishIn } from './english';
import { openWindow } from './window';

const CHINESE = { preferences: { language: 'zh-Hans' } };
const button = (name: string | RegExp) => screen.findByRole('button', { name });
const field = (name: string) => screen.getByRole('textbox', { name });
const alert = () => screen.findByRole('alert');
const send = '{Control>}{Enter}{/Control}';

const BUSY: CommandError = {
  code: 'ledger-busy',
  class: 'ledger',
  message: 'another program writes to the ledger',
  remedy: 'Wait a moment and try again.',
};

async function on(place: string | RegExp, options: DoubleOptions = {}, prepare: (double: Double) => void = () => {}) {
  const window = await openWindow({ ...CHINESE, ...options });
  prepare(window.double);
  const rail = within(await screen.findByRole('navigation', { name: '主导航' }));
  await window.user.click(rail.getByRole('button', { name: place }));
  return window;
}

/** The form of a new request, opened from the list of payments. */
async function onRequest(prepare: (double: Double) => void = () => {}) {
  const window = await openWindow(CHINESE);
  prepare(window.double);
  await window.user.click(await button('新建收款'));
  return window;
}

const onForm = async (prepare?: (double: Double) => void) => {
  const window = await onRequest(prepare);
  await waitFor(() => expect(document.activeElement).toBe(field('金额')));
  return window;
};

const panel = () => screen.getByRole('region', { name: '预览与链接' });

describe('a new request in Chinese', () => {
  it('says why there can be none', async () => {
    await onRequest((double) => double.refuse.set('request_defaults', BUSY));
    expect((await alert()).textContent).toContain('另一个程序正在写入账本。');
    expect(englishIn(document.body)).toEqual([]);
  });

  it('says why the form cannot be read', async () => {
    await onForm((double) => double.refuse.set('check_request', BUSY));
    expect((await alert()).textContent).toContain('另一个程序正在写入账本。');
    expect(englishIn(document.body)).toEqual([]);
  });

  it('says at each field what is wrong, whatever it is', async () => {
    const { user } = await onForm();
    await user.keyboard('12.5055');
    await user.type(field('电话'), 'x');
    await user.click(field('商品说明（买家可见）'));
    await user.paste('x'.repeat(257));
    expect(await screen.findByText('小数位数过多。请减少小数位数。')).toBeDefined();
    expect(await screen.findByText(/^这不是电话号码。/)).toBeDefined();
    expect(await screen.findByText('太长。请缩短。')).toBeDefined();
    expect(englishIn(document.body)).toEqual([]);
  });

  it('reads the amount back in the language it is marked with', async () => {
    const { user } = await onForm();
    await user.keyboard('20');
    const words = await screen.findByText('二十新加坡元');
    expect(words.getAttribute('lang')).toBe('zh-Hans');
    const aloud = await within(panel()).findByText(/一共是二十新加坡元/);
    expect(aloud.getAttribute('lang')).toBe('zh-Hans');
  });

  it('calls a card a card', async () => {
    await onForm();
    expect(await button('银行卡')).toBeDefined();
    expect(screen.queryByText('Card')).toBeNull();
  });

  it('says why Antom made no link, beside the button and in the panel', async () => {
    const { user, double } = await onForm();
    double.antom.willAnswer('refused');
    await user.keyboard('20{Tab}{Tab}Cap');
    await user.type(field('邮箱'), 'a@b.co');
    await user.keyboard(send);
    expect((await alert()).textContent).toContain('Antom 拒绝了此操作。');
    await user.type(field('买家姓名'), 'Hana');
    expect(await within(panel()).findByText(/Antom 拒绝：SETTLE_CONTRACT_NOT_MATCH。/)).toBeDefined();
    expect(englishIn(panel())).toEqual([]);
  });

  it('points to what should be known of a link, which the core says without a code', async () => {
    const { user } = await onForm();
    await user.keyboard('20{Tab}{Tab}帽子');
    await user.type(field('邮箱'), 'a@b.co');
    await user.keyboard(send);
    expect(await within(panel()).findByText('请留意各栏的提示和下方先前的链接。')).toBeDefined();
    expect(englishIn(document.body)).toEqual([]);
  });
});

describe('refunds in Chinese', () => {
  it('say why they cannot be read', async () => {
    await on(/^退款/, {}, (double) => double.refuse.set('moves', BUSY));
    expect((await alert()).textContent).toContain('另一个程序正在写入账本。');
    expect(englishIn(document.body)).toEqual([]);
  });

  it('explain a code this window does not know, and give the usual reason in its words', async () => {
    const { user } = await on(/^退款/, {}, (double) => {
      const refused = double.intents.find(({ stage }) => stage === 'refused');
      const answer = { explanation: 'Something new happened here. Wait.', explanation_zh: '出现了新的情况。请稍候。' };
      Object.assign(refused ?? {}, { code: 'NEW_CODE', reason: 'Goods came back: box 2', ...answer });
    });
    await user.click(await button('SO-18804 被拒绝的原因'));
    expect(await screen.findByText('出现了新的情况。请稍候。')).toBeDefined();
    expect(screen.getByText('商品已退回: box 2')).toBeDefined();
    expect(englishIn(document.body)).toEqual([]);
  });
});

describe('what needs a person, in Chinese', () => {
  const only = (item: Partial<AttentionItem>) => (double: Double) => {
    const [first] = double.concerns.items;
    if (first === undefined) throw new Error('nothing needs a person');
    const house = { order: null, reference: null, buyer: null, payments: [], amount: null };
    double.concerns.items = [{ ...first, ...house, id: 'only', ...item }];
  };

  it('says why it cannot be read', async () => {
    await on(/^待处理/, {}, (double) => double.refuse.set('attention', BUSY));
    expect((await alert()).textContent).toContain('另一个程序正在写入账本。');
    expect(englishIn(document.body)).toEqual([]);
  });

  it('says what it is and marks the particulars, which only the core has, as English', async () => {
    const why = 'there is no space left on the disk. Free some space.';
    const { user } = await on(/^待处理/, {}, only({ kind: 'backup-failed', advice: why }));
    await user.click((await screen.findAllByText('当天的备份未能完成'))[0] ?? document.body);
    const detail = within(await screen.findByRole('region', { name: '密钥与本机' }));
    expect(detail.getByText(/此后每小时重试/)).toBeDefined();
    expect(detail.getByText(why).getAttribute('lang')).toBe('en');
    expect(englishIn(document.body)).toEqual([]);
  });

  it('says of a kind it does not know that it does not', async () => {
    await on(/^待处理/, {}, only({ kind: 'moon-phase' as AttentionItem['kind'], advice: 'Wait until it is over.' }));
    expect((await screen.findAllByText('此版本的窗口还不认识这类事项。')).length).toBeGreaterThan(0);
    expect(englishIn(document.body)).toEqual([]);
  });

  it('says that an old link stays watched when another was made beside it', async () => {
    const { user } = await on(/^待处理/);
    await user.click(await button(/^重新发送/));
    await user.click(await button('现在生成'));
    expect(await screen.findByText(/已生成并复制新链接.*先前的链接会继续受监控/)).toBeDefined();
    expect(englishIn(document.body)).toEqual([]);
  });
});

describe('the settings in Chinese', () => {
  it('call ways to pay as people here do, and mark what only the core says as English', async () => {
    const breaks = ['fact 4102 does not carry the hash of the one before it'];
    const failed = 'there is no space left on the disk. Free some space.';
    const { user } = await on('设置', {}, ({ desk }) => {
      desk.breaks = breaks;
      desk.automatic = { ...desk.automatic, failed };
    });
    expect(await screen.findByRole('option', { name: /^银行卡 · CARD/ })).toBeDefined();
    expect((await screen.findByText(failed)).getAttribute('lang')).toBe('en');
    await user.click(await button('验证'));
    expect((await screen.findByText(breaks[0] ?? '')).closest('[lang="en"]')).not.toBeNull();
    expect(englishIn(document.body)).toEqual([]);
  });
});

describe('people in Chinese', () => {
  it('did what is said in Chinese, with what only the core says marked as English', async () => {
    await on('人员', { here: 'Lena Hartmann' }, ({ house }) => {
      house.trail = house.trail.map((entry) => ({ ...entry, at: '2026-11-24T03:00:00Z' }));
    });
    await screen.findByRole('region', { name: '人员 Lena Hartmann' });
    await waitFor(() => expect(document.querySelector('ol [lang="en"]')).not.toBeNull());
    expect(englishIn(document.body)).toEqual([]);
  });
});

describe('a window that cannot open, in Chinese', () => {
  it('says what keeps it and what to do', async () => {
    const error: CommandError = {
      code: 'ledger-newer-schema',
      class: 'ledger',
      message: 'the ledger has schema 9 and this program knows 7',
      remedy: 'Update Countersign on this computer.',
    };
    vi.spyOn(navigator, 'language', 'get').mockReturnValue('zh-CN');
    await openWindow({ begins: 'blocked', prepare: (_, double) => Object.assign(double.blocked, { error }) });
    expect((await alert()).textContent).toContain('此账本由更新的版本写成。请更新本机的 Countersign。');
    vi.restoreAllMocks();
  });
});

describe('the core', () => {
  it('reads back in the language that is shown', async () => {
    const { user } = await openWindow(CHINESE);
    await user.click(await button('新建收款'));
    await waitFor(() => expect(document.activeElement).toBe(field('金额')));
    await user.keyboard('20');
    const words = await screen.findByText('二十新加坡元');
    expect(words.closest('[lang]')?.getAttribute('lang')).toBe('zh-Hans');
  });
});
