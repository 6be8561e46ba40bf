/** `portal`: when college players may change schools. `moratorium`: when no player may be moved. */
export type WindowKind = 'trade-deadline' | 'free-agency' | 'draft' | 'portal' | 'moratorium';

/** A: announced, or in dated reports. A-: in one dated report only. B: public record, not looked up again. C: by a rule. */
export type Certainty = 'A' | 'A-' | 'B' | 'C';

/** How often rosters change in a window. quiet: not at all; slow: a few times a day, for weeks; brisk: by the hour. */
export type Pace = 'quiet' | 'slow' | 'brisk';
