import type { MoveKind } from '../model/index.ts';

const KINDS: readonly (readonly [Exclude<MoveKind, 'other'>, RegExp])[] = [
  ['designated-for-assignment', /\bdesignated\b.*\bfor assignment\b/],
  // `Designated WR … to return from injured reserve.`
  [
    'activated',
    /\b(?:re)?activated\b|\bset (?:as |to )?active\b|\bcleared to (?:return|play)\b|\bdesignated\b.*\bto return\b/,
  ],
  ['cleared-waivers', /\bcleared waivers\b/],
  ['claimed', /\bclaimed\b|\boff waivers\b/],
  ['traded', /\btraded?\b|\bacquired\b/],
  ['extended', /\b(?:signed|agreed to)\b[^.]*\bextensions?\b|\bextended\b/],
  ['signed', /\b(?:re-?)?signed\b|\bagreed to (?:terms|a)\b/],
  ['waived', /\bwaived\b/],
  ['released', /\breleased?\b|\bcut\b/],
  [
    'injured-reserve',
    /\binjured reserve\b|\b(?:injured|disabled|physically unable to perform|non-football injury) list\b|\bIL\b|\bIR\b/,
  ],
  ['reinstated', /\breinstated\b/],
  ['suspended', /\bsuspended\b/],
  ['recalled', /\brecalled\b|\bcalled up\b|\bselected the contract\b/],
  ['optioned', /\boptioned\b/],
  ['elevated', /\belevated\b|\bpromoted\b/],
  ['assigned', /\b(?:re)?assigned\b|\bloaned\b|\bsent\b|\boutrighted\b|\btransferred\b/],
  ['drafted', /\bdrafted\b/],
  ['retired', /\bretired\b|\bretirement\b/],
  ['dismissed', /\bfired\b|\bdismissed\b|\brelieved\b|\bparted ways\b|\bwill not return\b/],
  ['hired', /\bhired\b|\bhiring\b|\bnamed\b|\bappointed\b/],
];

/** Of several things that a text tells, the first; of two in one place, the more special one. */
export const kindOf = (text: string): MoveKind => {
  const found = KINDS.flatMap(([kind, pattern]) => {
    const at = new RegExp(pattern, 'i').exec(text)?.index;
    return at === undefined ? [] : [{ kind, at }];
  });
  return found.toSorted((a, b) => a.at - b.at)[0]?.kind ?? 'other';
};
