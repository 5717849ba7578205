import type { Reader } from '../../shared/values/reader';
import { STATUS_OF, substatus } from '../../shared/values/substatus';
import { text } from '../../shared/values/text';
import { Together } from '../jsonPatch/patchDocument';
import { replaces, writes } from '../routing/pointerFields';

/** The substatus implies the status; both go out in one patch, as the documentation's sample has it. */
const statusAndSubstatus: Reader<Together> = (value, reading) => {
	const wanted = substatus(value, reading);
	return new Together([
		{ op: 'replace', path: '/status', value: STATUS_OF[wanted] },
		{ op: 'replace', path: '/substatus', value: wanted },
	]);
};

export const newStatus = writes(statusAndSubstatus, {
	displayName: 'New Status',
	name: 'substatus',
	type: 'options',
	default: 'Accepted',
	description: 'The status and substatus to change to. A closed referral can no longer be changed.',
	options: [
		{
			name: 'Active: Accepted',
			value: 'Accepted',
			description: 'What "Accept" does in Partner Center: you work on it from now on',
		},
		{
			name: 'Closed: Declined',
			value: 'Declined',
			description: 'What "Decline" does in Partner Center: you will not work on it. Final.',
		},
		{
			name: 'Closed: Expired',
			value: 'Expired',
			description: 'Nobody answered in time. Final.',
		},
		{
			name: 'Closed: Lost',
			value: 'Lost',
			description: 'The customer decided against it. Final.',
		},
		{
			name: 'Closed: Won',
			value: 'Won',
			description: 'The deal is made. Final.',
		},
		{
			name: 'New: Pending',
			value: 'Pending',
			description: 'It waits for an answer. Only a new referral can have it.',
		},
		{
			name: 'New: Received',
			value: 'Received',
			description: 'It has arrived and been seen. Only a new referral can have it.',
		},
	],
});

export const statusReason = replaces('/statusReason', text, {
	displayName: 'Status Reason',
	name: 'statusReason',
	type: 'string',
	default: '',
	placeholder: 'e.g. The customer has no budget this year',
	description: 'Why the status changes, in your words',
});
