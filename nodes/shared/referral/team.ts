import { isJsonObject } from '../values/json';
import { isSameWord } from '../values/sameWord';
import type { Referral } from './referral';

/** Whether a person with this email address is on the referral's team; case-insensitive. */
export function isOnTeam({ team }: Referral, email: string): boolean {
	const members = Array.isArray(team) ? team.filter(isJsonObject) : [];
	return members.some((member) => isSameWord(member.email, email));
}
