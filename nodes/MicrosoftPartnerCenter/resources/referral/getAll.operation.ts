import type { IDataObject, INodeProperties } from 'n8n-workflow';

import {
	byCreation,
	byExternalReference,
	byOData,
	byUpdate,
	filterOf,
	filtersField,
	stateFilters,
} from '../../../shared/parameters/filters';
import { outputFields } from '../../../shared/parameters/output';
import { read } from '../../../shared/parameters/read';
import type { Check } from '../../../shared/parameters/read';
import { boolean } from '../../../shared/values/boolean';
import { choice } from '../../../shared/values/choice';
import { wholeNumber } from '../../../shared/values/wholeNumber';
import { readOptions } from '../../fields/options';
import { REFERRALS } from '../../fields/path';
import type { Operation } from '../../routing/operation';
import { planOf } from '../../routing/requestPlan';

const FILTERS = [...stateFilters, byCreation, byOData, byUpdate].sort((one, other) =>
	one.property.displayName.localeCompare(other.property.displayName),
);

/** The fields that may be sorted by ("Get a list of leads and opportunities", supported orderby parameters). */
const ORDERS = [
	{ name: 'Created, Newest First', value: 'createdDateTime desc' },
	{ name: 'Created, Oldest First', value: 'createdDateTime asc' },
	{ name: 'Updated, Newest First', value: 'updatedDateTime desc' },
	{ name: 'Updated, Oldest First', value: 'updatedDateTime asc' },
];

/**
 * What fits on one page (the same page of Microsoft's). Without $top, the service gives full pages; a $top
 * above what one page holds might be taken for the number of all.
 */
const PAGE = 100;

const returnAll: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

const limit: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	displayOptions: { show: { returnAll: [false] } },
	description: 'Max number of results to return',
};

const filters = filtersField(FILTERS);

const sort: INodeProperties = {
	displayName: 'Sort',
	name: 'sort',
	type: 'options',
	default: 'updatedDateTime desc',
	description: 'The order in which the referrals come',
	options: ORDERS,
};

const list: Check = (context, request) => {
	const chosen = context.getNodeParameter(filters.name, {}) as IDataObject;
	const reading = { timezone: context.getTimezone() };
	const clauses = (among: typeof FILTERS) => filterOf(chosen, among, reading);
	const $orderby = read(context, sort, choice(ORDERS.map(({ value }) => value)));
	const query = ($filter?: string) => ({ $orderby, ...($filter && { $filter }) });
	const most = read(context, returnAll, boolean) ? Infinity : read(context, limit, wholeNumber(1));

	request.qs = query(clauses(FILTERS));
	planOf(request).listing = { limit: most };
	if (byExternalReference.property.name in chosen) {
		planOf(request).listing = {
			limit: most,
			isWanted: byExternalReference.test(chosen.externalReferenceId, reading),
			otherwise: query(clauses(FILTERS.filter((filter) => filter !== byExternalReference))),
		};
	} else if (most <= PAGE) {
		request.qs.$top = most;
	}
};

export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many referrals',
		description: 'Read a list of leads and opportunities, or find one by what it holds',
	},
	request: {
		name: 'list',
		routing: { request: { method: 'GET', url: REFERRALS } },
		leading: [],
		trailing: outputFields,
		options: [readOptions],
	},
	fields: [
		{ property: returnAll, check: list },
		{ property: limit },
		{ property: filters },
		{ property: sort },
	],
};
