import type { ToldCode } from '@/platform/contract';

/**
 * What came of something, by its code. `{words}` is what belongs to it verbatim, `{at}` its moment. The type makes a
 * missing code an error, and a test walks through those of the Rust source.
 */
export const outcomes: Readonly<Record<ToldCode, string>> = {
  reason: '原因：{words}',
  replaced: '已由新的请求取代',
  'link-until': '有效期至 {at}',
  shared: '方式：{words}',
  'stopped-by-person': '由人员停止',
  'no-longer-permitted': '再次核对时已不再允许',
  done: '已完成',
  refused: 'Antom 拒绝：{words}',
  'not-decided': 'Antom 尚未决定：{words}',
  'said-done': '查询得知：已完成',
  'said-refused': '查询得知：被拒绝，{words}',
  'under-way': 'Antom 正在处理',
  'never-placed': '从未到达 Antom',
  'nothing-submitted': '买家尚未提交任何内容',
  success: '成功 {words}',
  failure: '失败 {words}',
  processing: '处理中',
  cancelled: '已取消',
  pending: '等待中',
  'other-status': '未知状态：{words}',
  dispute: '争议：{words}',
  'no-answer': '没有收到应答',
  'not-sent': '没有发送任何内容',
  unsigned: '应答没有签名',
  'bad-signature': '应答的签名不是 Antom 的',
  unreadable: '应答无法读取',
  'http-status': '网关返回 HTTP 状态 {words}',
  'no-result': '应答中没有结果',
  mismatch: '应答中的 {words} 缺失，或与所问不符',
  interrupted: '程序在收到应答前结束',
  restored: '历史由备份恢复，此后的情况未记录',
};

/** The ways a link is given, where the code says one. */
export const channels: Readonly<Record<string, string>> = {
  copy: '复制',
  qr: '二维码',
  email: '电子邮件',
  sms: '短信',
  whatsapp: 'WhatsApp',
  print: '打印',
};
