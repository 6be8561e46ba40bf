import type { ListedPlayer } from '../model/index.ts';
import { isActive } from '../names/index.ts';

export const isPlaying = ({ team, status }: ListedPlayer): boolean => isActive({ teamId: team?.id ?? null, status });
