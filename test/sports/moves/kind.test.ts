import { describe, expect, it } from 'vitest';
import { kindOf } from '../../../lib/sports/moves/kind.ts';

describe('what a move is', () => {
  it.each([
    ['Traded QB Some Body to the Elsewhere Team for a draft pick.', 'traded'],
    ['Acquired RHP Some Body from the Elsewhere Team in exchange for cash.', 'traded'],
    ['Signed G Some Body to a seven-day contract.', 'signed'],
    ['Re-signed G Some Body.', 'signed'],
    ['Agreed to terms with F Some Body.', 'signed'],
    ['Agreed to a contract extension with F Some Body.', 'extended'],
    ['Signed F Some Body. Announced an extension of the season.', 'signed'],
    ['Waived F Some Body.', 'waived'],
    ['Released C Some Body from her hardship contract.', 'released'],
    ['Claimed WR Some Body off waivers.', 'claimed'],
    ['Announced F Some Body has cleared waivers.', 'cleared-waivers'],
    ['Placed LHP Some Body on the 15-day injured list.', 'injured-reserve'],
    ['Placed T Some Body on injured reserve.', 'injured-reserve'],
    ['Activated G Some Body. Released F Some Other.', 'activated'],
    ['Activated SS Some Body from the 10-day injured list.', 'activated'],
    ['Designated WR Some Body to return from injured reserve.', 'activated'],
    ['Announced G Some Body is set active.', 'activated'],
    ['Designated RHP Some Body for assignment.', 'designated-for-assignment'],
    ['Optioned RHP Some Body to a farm club.', 'optioned'],
    ['Recalled D Some Body from a farm club.', 'recalled'],
    ['Selected the contract of C Some Body from a farm club.', 'recalled'],
    ['Assigned C Some Body to a farm club.', 'assigned'],
    ['Reinstated C Some Body.', 'reinstated'],
    ['Suspended C Some Body for two games.', 'suspended'],
    ['Elevated S Some Body from the practice squad.', 'elevated'],
    ['Announced the retirement of F Some Body.', 'retired'],
    ['Announced the hiring of Some Body as head coach.', 'hired'],
    ['Named Some Body general manager.', 'hired'],
    ['Announced that Some Body, an assistant coach, will not return.', 'dismissed'],
    ['Exercised the option on F Some Body.', 'other'],
    ['', 'other'],
  ])('%s: %s', (text, kind) => {
    expect(kindOf(text)).toBe(kind);
  });

  it('is found in long texts in no time', () => {
    const text = 'designated '.repeat(45);
    expect(kindOf(text)).toBe('other');
  });
});
