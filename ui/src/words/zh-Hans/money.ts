import type { money as english } from '../en/money';
import type { Entry } from '../words';

export const money: Record<keyof typeof english, Entry> = {
  'money.title.capture': '为 {reference} 请款 {amount}',
  'money.title.cancel': '取消 {reference} 的付款',
  'money.title.refund': '为 {reference} 退款 {amount}',
  'money.title.refund.empty': '为 {reference} 部分或全额退款',
  'money.asking': '正在询问 Antom……',
  'money.asked': '刚刚询问过 Antom',
  'money.asked.changed': '刚刚询问过 Antom，情况有变',

  'money.held': '已冻结',
  'money.taken': '已收取',
  'money.refunded': '已退款',
  'money.pending': '退回途中',
  'money.queued': '在发件箱中',
  'money.available': '可退',
  'money.equation.refund': '已收取 {taken}，减去已退款 {refunded}，减去退回途中 {pending}，可退 {available}',
  'money.equation.capture': '已冻结 {held}，已收取 {taken}',

  'money.amount': '退款金额',
  'money.amount.all': '全部 {amount}',
  'money.reason': '原因',
  'money.reason.required': '原因（必填）',
  'money.reason.hint': '与订单一同保存并发送给 Antom。请勿填写卡号。',
  'money.window': '{count} 秒内可以停止；一旦离开本机便无法撤销。',
  'money.window.none': '它会立即离开本机，无法撤销。',
  'money.enter': '按 Enter 不会发送。用 Tab 移到按钮，再按空格键。',
  'money.back': '返回',
  'money.do.capture': '请款 {amount}',
  'money.do.cancel': '取消 {amount}',
  'money.do.refund': '退款 {amount}',
  'money.do.refund.empty': '退款',
  'money.told': '{sentence} 已放入发件箱，按 Ctrl Z 可停止。',
  'money.refused': '现在无法进行',
};
