import type { counter as english } from '../en/counter';
import type { Entry } from '../words';

export const counter: Record<keyof typeof english, Entry> = {
  'counter.label': '柜台',
  'counter.take': '在柜台收款',
  'counter.take.amount': '在柜台收取 {amount}',
  'counter.again': '重新打开柜台',
  'counter.opening': '正在打开柜台…',
  'counter.elsewhere': '买家将转到 {host} 的页面',
  'counter.elsewhere.unnamed': '买家将转到银行或钱包的页面',
  'counter.elsewhere.why': '柜台只显示 Antom 的页面：任何人都不应在店里的电脑上输入银行或钱包的密码。',
  'counter.elsewhere.page': '请让买家用自己的手机，通过链接或二维码继续付款。',
  'counter.elsewhere.one': '请让买家用自己的手机继续付款：在“如何付款”中选择“收银台会话”，并替换此请求。',
  'counter.elsewhere.make': '改为链接',
  'counter.open': '柜台已打开，{time} 前可以付款。',
  'counter.paid': 'Antom 确认已付款。',
  'counter.over': '会话已结束，Antom 没有收到付款。',
  'counter.left': '柜台已关闭，仍会向 Antom 查询。',
  'counter.next': '买家可在柜台付款，截止 {when}，{left}。',
  'counter.silence': 'Antom 刚才没有应答，会再次查询。',
};
