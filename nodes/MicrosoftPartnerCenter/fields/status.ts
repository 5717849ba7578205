import type { Reader } from '../../shared/values/reader';
import { labelOf, STATUS_OF, substatus } from '../../shared/values/substatus';
import type { Substatus } from '../../shared/values/substatus';
import type { PatchDocument } from '../jsonPatch/patchDocument';
import { writes } from '../routing/pointerFields';

/** The substatus implies the status. Both are sent in one patch, as in the documentation's sample. */
export const statusAndSubstatus: Reader<PatchDocument> = (value, source) => {
	const word = substatus(value, source);
	return [
		{ op: 'replace', path: '/status', value: STATUS_OF[word] },
		{ op: 'replace', path: '/substatus', value: word },
	];
};

const DESCRIPTIONS: Record<Substatus, string> = {
	Accepted: 'You work on the referral, as with "Accept" in Partner Center',
	Declined: 'You will not work on the referral, as with "Decline" in Partner Center. Final.',
	Error: 'The referral was created by mistake, for example twice. Final.',
	Expired: 'No one accepted or declined the referral in time. Final.',
	Lost: 'The customer decided against it. Final.',
	Won: 'The deal was won. Final.',
	Pending: 'The referral is waiting to be accepted or declined. Only while its status is New.',
	Received: 'The referral has arrived and been seen. Only while its status is New.',
};

const options = Object.entries(DESCRIPTIONS).map(([value, description]) => ({
	name: labelOf(value as Substatus),
	value,
	description,
}));

export const newStatus = writes(statusAndSubstatus, {
	displayName: 'New Status',
	name: 'substatus',
	type: 'options',
	default: 'Accepted',
	description: 'The status and substatus to change to. A closed referral can no longer be changed.',
	options,
});
