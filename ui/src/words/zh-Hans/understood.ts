/** How the core says that it read a query, clause by clause, and the same in Chinese; `$1` is what was typed. */
export const clauses: readonly (readonly [RegExp, string])[] = [
  [/^everything$/, '全部付款'],
  [/^text (“.*”)$/su, '文字$1'],
  [/^order number has (“.*”)$/su, '订单号含$1'],
  [/^e-mail has (“.*”)$/su, '电子邮件含$1'],
  [/^last four has (“.*”)$/su, '卡号后四位含$1'],
  [/^status (.+)$/, '状态 $1'],
  [/^currency (.+)$/, '币种 $1'],
  [/^method (.+)$/, '支付方式 $1'],
  [/^created by (.+)$/, '创建人 $1'],
  [/^account (.+)$/, '账户 $1'],
  [/^amount at least (.+)$/, '金额不低于 $1'],
  [/^amount at most (.+)$/, '金额不高于 $1'],
  [/^amount from (.+) to (.+)$/, '金额 $1 至 $2'],
  [/^amount (.+)$/, '金额 $1'],
  [/^opened on (\S+) \((.+)\)$/, '创建于 $1（$2）'],
  [/^opened from (\S+) until (\S+) \((.+)\)$/, '创建于 $1 至 $2（$3）'],
  [/^opened after (\S+) before (\S+) \((.+)\)$/, '创建于 $1 之后、$2 之前（$3）'],
  [/^opened from (\S+) \((.+)\)$/, '创建于 $1 起（$2）'],
  [/^opened until (\S+) \((.+)\)$/, '创建于 $1 止（$2）'],
  [/^opened after (\S+) \((.+)\)$/, '创建于 $1 之后（$2）'],
  [/^opened before (\S+) \((.+)\)$/, '创建于 $1 之前（$2）'],
  [/^opened at any time \((.+)\)$/, '创建于任何时间（$1）'],
];

/** Days that the core names. */
export const days: Readonly<Record<string, string>> = { today: '今天', yesterday: '昨天' };

/** What the core says of a query it cannot read, and the same in Chinese. */
export const unread: readonly (readonly [RegExp, string])[] = [
  [/^`(.+)` needs a value$/, '`$1` 后面要有内容'],
  [/^`(.+?)` does not take `(.*)`$/su, '`$1` 不能是 `$2`'],
  [/^there is no field `(.+)`$/, '没有 `$1` 这个条件'],
  [/^there is no account named `(.+)`$/, '没有名为 `$1` 的账户'],
  [/^`(.+)` can be read as (\S+) or as (\S+)$/, '`$1` 可读作 $2，也可读作 $3'],
  [/^`(.+)` is the wrong way round: (\S+) is more than (\S+)$/, '`$1` 前后颠倒了：$2 大于 $3'],
  [/^`(.+)` is the wrong way round: (\S+) is later than (\S+)$/, '`$1` 前后颠倒了：$2 晚于 $3'],
  [/^a quotation mark has no pair$/, '引号没有成对'],
];

/** What would do instead. */
export const instead: readonly (readonly [RegExp, string])[] = [
  [/^Use one of: (.+)\.$/, '可以使用：$1。'],
  [
    /^Write major units without commas: (\S+), or a point before decimals\.$/,
    '请不带逗号写金额：$1，或用小数点表示小数。',
  ],
  [/^Write the smaller amount first: (\S+)\.$/, '请把较小的金额写在前面：$1。'],
  [/^Write the earlier day first: (\S+)\.$/, '请把较早的日期写在前面：$1。'],
  [/^Write major units with a point before decimals: (.+)\.$/, '请写金额，小数点前为主单位：$1。'],
  [/^Give the card's last four digits: (.+)\.$/, '请写卡号后四位：$1。'],
  [/^Write a day as (\S+), (\S+) or (\S+), or days as (\S+)\.$/, '请写日期：$1、$2 或 $3；一段日期：$4。'],
  [/^Write a day as (\S+), (\S+) or (\S+)\.$/, '请写日期：$1、$2 或 $3。'],
  [/^Give a payment method or its beginning: (.+)\.$/, '请写支付方式或其开头：$1。'],
  [/^Give part of the order number: (.+)\.$/, '请写订单号的一部分：$1。'],
  [/^Give part of the address: (.+)\.$/, '请写邮箱地址的一部分：$1。'],
  [/^Give the name of an account: (.+)\.$/, '请写账户名称：$1。'],
  [/^Give part of a name: (.+)\.$/, '请写姓名的一部分：$1。'],
  [/^Close the quotation, or leave the mark out\.$/, '请补上引号，或去掉引号。'],
  [
    /^The fields are (.+)\. To look for the text itself, put it in quotation marks: (.+)\.$/su,
    '可用的条件：$1。要查找这段文字本身，请加引号：$2。',
  ],
];
