import type { watching as english } from '../en/watching';
import type { Entry } from '../words';

export const watching: Record<keyof typeof english, Entry> = {
  'watching.title': '接下来会询问 Antom 什么',
  'watching.nothing': '没有未决事项：不会询问 Antom。',
  'watching.paused': '{when} 之前不询问 Antom：它没有答复，或暂时不再接受更多请求。网络一恢复即继续。',
  'watching.in': '{time}后',
  'watching.more': '另有 {count} 项',
  'watching.looked-at': '有人查看期间，每 {time}询问 Antom 一次。',
  'watching.just-moved': '每 {time}询问 Antom 一次：它刚有变化。',
  'watching.link-lives': '链接有效期间，每 {time}询问 Antom 一次。',
  'watching.ending': '每 {time}询问 Antom 一次：链接已结束。',
  'watching.quiet': '每 {time}询问 Antom 一次：已数小时没有变化。',
  'watching.pending': '每 {time}询问 Antom 一次：这类事项需要数日。',
  'watching.leaves.Capture': '它的请款即将发出。',
  'watching.leaves.Cancel': '它的取消即将发出。',
  'watching.leaves.Refund': '它的退款即将发出。',
  'watching.outcome.Capture': '正在向 Antom 询问请款的结果。',
  'watching.outcome.Cancel': '正在向 Antom 询问取消的结果。',
  'watching.outcome.Refund': '正在向 Antom 询问退款的结果。',
};
