import type { IDataObject, INodeProperties, IPollFunctions } from 'n8n-workflow';

import { refusedError } from '../shared/api/get';
import { filtersField, stateFilters, testOf } from '../shared/parameters/filters';
import { chosenShape, outputFields } from '../shared/parameters/output';
import { read } from '../shared/parameters/read';
import type { Shape } from '../shared/referral/outputFormats';
import { boolean } from '../shared/values/boolean';
import { someChoices } from '../shared/values/choice';
import type { Refusal } from '../shared/values/parameterError';
import type { Event } from './changes';

const EVENTS: Array<{ name: string; value: Event; description: string }> = [
	{
		name: 'Deal Value Changed',
		value: 'dealValueChanged',
		description: 'It is worth something else than before',
	},
	{
		name: 'Referral Created',
		value: 'referralCreated',
		description: 'A lead or opportunity is there that was not there before',
	},
	{
		name: 'Referral Updated',
		value: 'referralUpdated',
		description: 'Anything in it has changed, status and deal value included',
	},
	{
		name: 'Status Changed',
		value: 'statusChanged',
		description: 'Its status or its substatus is another than before',
	},
];

const events: INodeProperties = {
	displayName: 'Events',
	name: 'events',
	type: 'multiOptions',
	required: true,
	default: ['referralCreated'],
	description:
		'What the workflow starts for. A referral that has changed several times between two polls comes once, in its newest state.',
	options: EVENTS,
};

const filters = filtersField(stateFilters);

const includeExisting: INodeProperties = {
	displayName: 'Include Existing',
	name: 'includeExisting',
	type: 'boolean',
	default: false,
	description:
		'Whether the first poll gives out all referrals that are there already. Otherwise it only takes note of them.',
};

export const properties: INodeProperties[] = [
	events,
	filters,
	includeExisting,
	...outputFields.map(({ property }) => property),
];

/** What the node's parameters ask for. */
export interface Settings {
	events: Event[];
	includesExisting: boolean;
	isWanted: (referral: IDataObject) => boolean;
	shape: Shape;
}

/** @throws {NodeOperationError} where they can't be used */
export function settingsOf(context: IPollFunctions): Settings {
	try {
		const chosen = context.getNodeParameter(filters.name, {}) as IDataObject;
		return {
			events: read(context, events, someChoices(EVENTS.map(({ value }) => value))),
			includesExisting: read(context, includeExisting, boolean),
			isWanted: testOf(chosen, stateFilters, { timezone: context.getTimezone() }),
			shape: chosenShape(context),
		};
	} catch (refusal) {
		throw refusedError(context, refusal as Refusal);
	}
}
