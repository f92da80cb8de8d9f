import type { Say } from '@/words/words';

/** A role as people call it. One that was made here has its own name. */
export function roleName(role: string, say: Say): string {
  if (role === 'shop') return say('role.shop');
  if (role === 'finance') return say('role.finance');
  return role === 'admin' ? say('role.admin') : role;
}
