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
	Accepted: 'What "Accept" does in Partner Center: you work on it from now on',
	Declined: 'What "Decline" does in Partner Center: you will not work on it. Final.',
	Error: 'It was created by mistake, for example twice. Final.',
	Expired: 'Nobody answered in time. Final.',
	Lost: 'The customer decided against it. Final.',
	Won: 'The deal is made. Final.',
	Pending: 'It waits for an answer. Only a new referral can have it.',
	Received: 'It has arrived and been seen. Only a new referral can have it.',
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
