import type { OrderView, SessionView } from '@/platform/contract';
import { useZone } from '@/time/clock';
import { printClockOffset } from '@/time/zone';
import { type Say, useWords } from '@/words/words';

/** How the link was given last, and whether anybody tried to pay by it. */
export function Given({ order, session }: { order: OrderView; session: SessionView }) {
  const { say } = useWords();
  const zone = useZone();
  const channel = session.shared.at(-1);
  const shared = order.timeline
    .filter(({ kind }) => kind === 'LinkShared')
    .reduce<string | null>((latest, { at }) => (latest === null || at > latest ? at : latest), null);
  const time = shared === null ? '' : printClockOffset(shared, zone);
  const tried = order.payments.length > 0 ? say('request.given.tried') : say('request.given.untried');
  return (
    <p role="status" className="num">
      {channel === undefined ? say('request.given.nobody') : givenBy(channel, time, order, say)} {tried}
    </p>
  );
}

function givenBy(channel: string, time: string, { buyer }: OrderView, say: Say): string {
  switch (channel) {
    case 'email':
      return buyer?.email == null
        ? say('request.given.email', { time })
        : say('request.given.email.to', { who: buyer.email, time });
    case 'sms':
      return buyer?.phone == null
        ? say('request.given.sms', { time })
        : say('request.given.sms.to', { who: buyer.phone, time });
    case 'whatsapp':
      return buyer?.phone == null
        ? say('request.given.whatsapp', { time })
        : say('request.given.whatsapp.to', { who: buyer.phone, time });
    case 'print':
      return say('request.given.print', { time });
    case 'qr':
      return say('request.given.qr', { time });
    default:
      return say('request.given.copy', { time });
  }
}
