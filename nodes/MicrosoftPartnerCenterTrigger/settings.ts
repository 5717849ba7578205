import type { IDataObject, INodeProperties, IPollFunctions } from 'n8n-workflow';

import { parameterNodeError } from '../shared/api/get';
import { docsLink } from '../shared/parameters/docs';
import { filtersProperty, matcherOf } from '../shared/parameters/filter';
import { stateFilters } from '../shared/parameters/filters';
import { chosenFormat, outputProperties } from '../shared/parameters/output';
import { readParameter } from '../shared/parameters/read';
import type { OutputFormat } from '../shared/referral/outputFormats';
import type { Referral } from '../shared/referral/referral';
import { boolean } from '../shared/values/boolean';
import { choices, labelsOf } from '../shared/values/choice';
import type { Event } from './changes';

const EVENTS: Array<{ name: string; value: Event; description: string }> = [
	{
		name: 'Deal Value Changed',
		value: 'dealValueChanged',
		description: 'The amount or the currency of the deal value changed',
	},
	{
		name: 'Referral Created',
		value: 'referralCreated',
		description: 'A new lead or opportunity appeared',
	},
	{
		name: 'Referral Updated',
		value: 'referralUpdated',
		description: 'Any value changed, including the status and the deal value',
	},
	{
		name: 'Status Changed',
		value: 'statusChanged',
		description: 'The status or the substatus changed',
	},
];

const events: INodeProperties = {
	displayName: 'Events',
	name: 'events',
	type: 'multiOptions',
	required: true,
	default: ['referralCreated'],
	description:
		'The events that start the workflow. A referral that changes several times between two polls is output once, in its newest state.',
	options: EVENTS,
};

const filters = filtersProperty(stateFilters);

const includeExisting: INodeProperties = {
	displayName: 'Include Existing',
	name: 'includeExisting',
	type: 'boolean',
	default: false,
	description: 'Whether to output the referrals that exist when the workflow is published',
};

const publishNotice: INodeProperties = {
	displayName: `Publish the workflow to start polling. The first poll only records what exists, unless "Include Existing" is on. A test run outputs the newest referral that matches the filters. ${docsLink('The docs', 'triggers', 'polling-trigger')} say what is guaranteed.`,
	name: 'publishNotice',
	type: 'notice',
	default: '',
};

export const properties: INodeProperties[] = [
	publishNotice,
	events,
	filters,
	includeExisting,
	...outputProperties,
];

/** The node's parameters. */
export interface Settings {
	events: Event[];
	includesExisting: boolean;
	matches: (referral: Referral) => boolean;
	outputFormat: OutputFormat;
}

/** @throws {NodeOperationError} if a parameter is not acceptable */
export function settingsOf(context: IPollFunctions): Settings {
	try {
		const filterValues = context.getNodeParameter(filters.name, {}) as IDataObject;
		return {
			events: readParameter(context, events, choices(labelsOf(EVENTS))),
			includesExisting: readParameter(context, includeExisting, boolean),
			matches: matcherOf(filterValues, stateFilters, { timezone: context.getTimezone() }),
			outputFormat: chosenFormat(context),
		};
	} catch (error) {
		throw parameterNodeError(context, error);
	}
}
