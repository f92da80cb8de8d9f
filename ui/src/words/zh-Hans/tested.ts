/** What a test of the connection found where it did not pass, by what it looked at. */
export const failed = {
  reach: '没有得到 Antom 的应答。请检查网络和账户的网关。',
  ours: 'Antom 没有接受我方签名。请核对 Dashboard 中此客户端 ID 的公钥。',
  theirs: '应答无法采信。请从 Dashboard 复制此环境的 Antom 公钥，并核对网关。',
  environment: 'Antom 在这里不认识此客户端 ID。请核对客户端 ID、区域和环境。',
} as const;

/** What could not be told, where Antom said something all the same. */
export const untold = {
  ours: 'Antom 应答 {code}，由此看不出是否接受我方签名。',
  theirs: 'Antom 没有为此拒绝签名。',
} as const;
