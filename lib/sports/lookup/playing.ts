import type { ListedPlayer } from '../model.ts';
import { isActive } from '../names/index.ts';

export const isPlaying = ({ team, status }: ListedPlayer): boolean => isActive({ teamId: team?.id ?? null, status });
