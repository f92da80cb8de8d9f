import type { parts as english } from '../en/parts';
import type { Entry } from '../words';

export const parts: Record<keyof typeof english, Entry> = {
  'state.draft': '草稿',
  'state.waiting': '等待付款',
  'state.paid': '已付款',
  'state.authorised': '已授权',
  'state.captured': '已请款',
  'state.part-refunded': '部分退款',
  'state.refunded': '已退款',
  'state.cancelled': '已取消',
  'state.expired': '已过期',
  'state.failed': '失败',
  'state.checking': '正在向 Antom 核实',

  'stage.queued': '在发件箱中',
  'stage.queued.leaves': '{time} 后发出',
  'stage.sent': '正在向 Antom 核实',
  'stage.stopped': '已由您停止',
  'stage.refused': '被拒绝',
  'stage.never-placed': '未到达 Antom',
  'stage.done.capture': '已请款',
  'stage.done.cancel': '已取消',
  'stage.done.refund': '已退回',

  'verb.capture': '请款',
  'verb.cancel': '取消',
  'verb.refund': '退款',

  'time.seconds': '{seconds} 秒',
  'time.minutes': '{minutes} 分',
  'time.hours': '{hours} 时 {minutes} 分',
  'time.days': '{days} 天 {hours} 时',
  'time.today': '今天',
  'time.yesterday': '昨天',

  'money.none-moved': '没有资金变动',
  'money.test': '测试',

  'pane.body': '详情',
  'pane.back': '返回列表',
  'pane.close': '关闭 (Esc)',

  'badge.paid-twice': '已付两次',
  'badge.disputed': '有争议',
  'badge.paid-late': '逾期付款',
  'badge.capture-overdue': '请款逾期',
  'badge.antom-returns-one': 'Antom 退回一笔',

  'method.link-sent': '链接已发送',
  'method.link-open': '链接有效',
  'method.no-link': '无链接',
  'method.link-unused': '链接未使用',
  'method.card': '银行卡',

  'trouble.declined': '被拒',
  'trouble.funds': '余额不足',
  'trouble.limit': '超过限额',
  'trouble.expired-card': '卡已过期',
  'trouble.risk': '风控拦截',
  'trouble.authentication': '未通过验证',
};
