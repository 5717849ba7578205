import { additionalFields, notes } from '../fields/additionalFields';
import type { Operation } from '../fields/operation';
import { patchReferral } from '../fields/patchReferral';
import { Together } from '../jsonPatch/patchDocument';
import { replaces } from '../fields/pointed';
import type { Reader } from '../values/reader';
import { STATUS_OF, substatus } from '../values/substatus';
import { text } from '../values/text';

/** The substatus implies the status; both go out in one patch, as the documentation's sample has it. */
const statusAndSubstatus: Reader<Together> = (value, reading) => {
	const wanted = substatus(value, reading);
	return new Together({ '/status': STATUS_OF[wanted], '/substatus': wanted });
};

export const changeStatus: Operation = {
	option: {
		name: 'Change Status',
		value: 'changeStatus',
		action: 'Change status of referral',
		description: 'Accept, decline, win or lose a lead or opportunity',
		routing: patchReferral,
	},
	fields: [
		replaces('/status', statusAndSubstatus, {
			displayName: 'New Status',
			name: 'substatus',
			type: 'options',
			default: 'Accepted',
			description:
				'The status and substatus to change to. A closed referral can no longer be changed.',
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
		}),
		additionalFields([
			notes,
			replaces('/statusReason', text, {
				displayName: 'Status Reason',
				name: 'statusReason',
				type: 'string',
				default: '',
				placeholder: 'e.g. The customer has no budget this year',
				description: 'Why the status changes, in your words',
			}),
		]),
	],
};
