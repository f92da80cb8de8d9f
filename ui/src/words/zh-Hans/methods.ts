/** Ways to pay whose name is a word and no brand, by Antom's name for them. */
export const methods: Readonly<Record<string, string>> = {
  ANTOM_BIZ_ACCOUNT: 'Antom 商家账户',
  ATMTRANSFER_ID: 'ATM 转账',
  CARD: '银行卡',
  KONBINI: '便利店',
  ONLINEBANKING_FPX: 'FPX 网上银行',
};
