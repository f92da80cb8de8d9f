import type { Saying } from '@/platform/contract';

/** What a rule about people says, and what lifts it where that is more than its code's own remedy says. */
export type SayingText = readonly [message: string, remedy?: string];

/**
 * Every sentence of the rules about people, by its code. A word in braces is a field of the saying; a rule within a rule
 * stands without its full stop. A test walks through the codes of the Rust source.
 */
export const sayings: Readonly<Record<Saying['code'], SayingText>> = {
  suspended: ['{name} 已被停用。', '请联系管理员。'],
  'may-not': ['{name}（{role}）没有这项权限：{right}。'],
  'always-reasoned': ['这里规定：{verb}必须写明原因。', '请写明原因。'],
  'second-for-keys': ['启用另一把密钥须有第二人同意。'],
  'dispute-open': ['此付款有未决争议。'],
  'second-from': ['{verb} {amount} 在这里须有第二人同意。'],
  'second-from-sum': [
    '加上这一笔 {amount}，此付款的退款合计 {sum}（此前的退款都计入，包括已获批准的）；退款合计达到 {from} 起，在这里须有第二人同意。',
  ],
  'above-limit': ['{amount} 超出您的{verb}限额 {most}。'],
  'above-day': ['您的每日退款限额为 {most}，午夜前还剩 {left}，而这一笔是 {amount}。'],
  'nobody-approves': ['{rule}，而且这里没有其他人可以批准。'],
  'code-takes-reason': ['{rule}，而这里没有第二人：由书面原因和恢复码代替。', '请写明原因。'],
  'code-stands-in': ['{rule}，而且这里没有其他人可以批准：由恢复码代替。', '请填写恢复码。'],
  'code-for-keys': ['只有保管恢复码的人可以更改签名所用的密钥。', '请填写恢复码。'],
  'code-of-another-ledger': ['这个恢复码属于另一个账本。', '请填写此账本的恢复码；空格和大小写不影响。'],

  'no-approval-needed': ['此操作不需要任何人批准。', '请直接执行。'],
  'asked-already': ['{name} 已就此请求批准。', '请等待答复，或请其撤回。'],
  'asker-may-not': ['{name} 已无权提出此请求。', '请拒绝此请求。'],
  'refusal-reasoned': ['拒绝必须写明原因。', '请写明原因。'],
  'asked-by-another': ['此请求由 {name} 提出。'],
  'own-request': ['任何人都不能批准自己的请求。'],
  'may-not-approve': ['{name}（{role}）不能批准此请求。'],
  'approved-by': ['{name} 已批准此请求。', '如仍需要，请重新请求。'],
  'refused-by': ['{name} 已拒绝此请求。', '如仍需要，请重新请求。'],
  'taken-back-by': ['{name} 已撤回此请求。', '如仍需要，请重新请求。'],
  lapsed: ['此请求无人及时答复，已失效。', '如仍需要，请重新请求。'],
  'before-restore': ['此请求是在恢复账本之前提出的。', '如仍需要，请重新请求。'],

  'nobody-yet': ['这里还没有任何人员。', '请先添加第一位人员，即管理员。'],
  'first-is-admin': ['第一位人员必须是管理员，再由管理员添加其他人。', '请先添加管理员。'],
  'nobody-called': ['这里没有叫“{name}”的人。', '请选择列表中的人。'],
  'nobody-there': ['此人已不在这里。', '请选择列表中的人。'],
  'no-role': ['没有“{role}”这个角色。', '请选择列表中的角色。'],
  'holds-right': ['{name} 持有或将持有您没有的权限：{right}。'],
  'holds-limits': ['{name} 持有或将持有高于您的限额。'],
  'last-admin': ['{name} 是最后一位管理员。', '请先让另一人成为管理员。'],
  'role-name': ['“{role}”不能用作自建角色的名称。', '请换一个名称。'],
  'role-not-made': ['没有在这里新建过“{role}”这个角色。', '请选择列表中的角色。'],
  'role-held': ['{name} 担任着角色“{role}”。', '请先给此人另一个角色。'],
  'name-empty': ['姓名为空，或含有无法显示的字符。', '请按平时的称呼填写。'],
  'name-taken': ['“{name}”已有人使用，或曾有人使用。', '请加一个字，或用另一个名字。'],
  'suspension-reasoned': ['停用必须写明原因。', '请写明原因。'],
  'lapse-range': ['批准请求的有效时间为 1 分钟至 7 天。', '请选择其间的时间。'],

  'lock-range': ['窗口在 1 至 60 分钟无人操作后锁定。', '请选择其间的时间。'],
  'pin-wrong': ['PIN 码不对。还可以试 {left} 次。'],
  'pin-wait': ['输错 PIN 码的次数过多；{until} 起可再试。', '请稍候，或请管理员、恢复码保管人解除等待。'],
  'pin-missing': ['{name} 在本机上没有 PIN 码。', '请管理员或恢复码保管人设置一个。'],
  'pin-shape': ['PIN 码至少六位，且只能是数字。', '请选择六位或更多的数字。'],
  'pin-easy': ['这是谁都会先试的 PIN 码。', '请选择不连续的数字。'],
};
