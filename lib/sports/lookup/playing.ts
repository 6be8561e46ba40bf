import type { Player } from '../model.ts';
import { isActive } from '../names/index.ts';

export const isPlaying = ({ team, status }: Player): boolean => isActive({ teamId: team?.id ?? null, status });
