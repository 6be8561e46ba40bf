import { minutes } from '../cache/index.ts';
import type { LimitAccount } from './limit-account.ts';
import type { Draw } from './limit-ledger.ts';

/** The most that is drawn at once: a hundred writes a day, whatever the limit. */
const BLOCK_SHARE = 0.01;
/** What may be drawn however much is held, and by an environment that nobody has asked yet. */
const SMALL_BLOCK_SHARE = 0.001;
/** A block is to last so long: what an environment holds when it ends is lost to the key. */
const BLOCK_LASTS_MS = minutes(5);
/** What is in larger blocks at once, in use or lost with environments that have ended. */
const HELD_SHARE = 0.04;

const shareOf = (limit: number, share: number): number => Math.max(1, Math.floor(limit * share));

/** The most that is drawn at once. In requests. */
export const maxBlock = (limit: number): number => shareOf(limit, BLOCK_SHARE);
const smallBlock = (limit: number): number => shareOf(limit, SMALL_BLOCK_SHARE);

/** The next block: what is asked for in some minutes, within all bounds. Undefined: the day has no more. */
export const drawOf = (account: LimitAccount, now: number): Draw | undefined => {
  const { id, limit, standing, heldHere, waiting } = account;
  const maxHeld = Math.floor(limit * HELD_SHARE);
  const room = maxHeld - (standing.held - heldHere);
  // Half of the room: the next environment finds some, too.
  const block = Math.min(paceOf(account, now), maxBlock(limit), Math.max(smallBlock(limit), 1 + Math.floor(room / 2)));
  const requests = Math.min(limit - standing.drawn, Math.max(waiting, block));
  if (requests <= 0) return undefined;
  // Those who wait use theirs at once.
  const held = Math.max(0, requests - waiting) - heldHere;
  return { id, requests, limit, held, ...(block > smallBlock(limit) && { maxHeld }) };
};

/** Requests in the time that a block is to last, as the last one was used up. */
const paceOf = ({ limit, block, drawnAt }: LimitAccount, now: number): number =>
  block === 0 ? smallBlock(limit) : Math.ceil((block * BLOCK_LASTS_MS) / Math.max(1, now - drawnAt));
