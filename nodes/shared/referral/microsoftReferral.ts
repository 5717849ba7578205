import { isJsonObject } from '../values/json';
import { isSameWord } from '../values/sameWord';
import type { Referral } from './referral';

/** The target of the referral with which a deal is shared with Microsoft ("Create a referral"). */
export const MICROSOFT = { type: 'BusinessProfileLocation', id: 'msft' };

/** Whether it is Microsoft's referral of an engagement, not one of a partner. */
export function isMicrosoftReferral({ target }: Referral): boolean {
	return (
		Array.isArray(target) &&
		target.some((one) => isJsonObject(one) && isSameWord(one.id, MICROSOFT.id))
	);
}
