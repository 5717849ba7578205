import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { REFERRALS } from '../../../shared/api/address';
import type { Clause } from '../../../shared/api/odata';
import { clauseOf, filtersProperty, matcherOf, setAmong } from '../../../shared/parameters/filter';
import { byExternalReference, listFilters, nodeFilters } from '../../../shared/parameters/filters';
import { readCollection } from '../../../shared/parameters/read';
import type { ParameterContext } from '../../../shared/parameters/read';
import { listLimit } from '../../fields/listLimit';
import { listOptions } from '../../fields/options';
import { outputFormat } from '../../fields/output';
import { readsOneOf } from '../../routing/oneOf';
import type { Operation } from '../../routing/operation';
import type { RequestPlan } from '../../routing/requestPlan';

export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many referrals',
		description: 'Read a list of leads and opportunities, with filters',
	},
	request: {
		name: 'list',
		routing: { request: { method: 'GET', url: REFERRALS } },
		leading: [],
		trailing: outputFormat,
		options: [listOptions],
	},
	fields: [
		...listLimit,
		{ property: filtersProperty(listFilters), preSend: setFilter },
		readsOneOf(
			// The documented values ("Get a list of leads and opportunities", supported orderby parameters).
			{
				'createdDateTime desc': 'Created, Newest First',
				'createdDateTime asc': 'Created, Oldest First',
				'updatedDateTime desc': 'Updated, Newest First',
				'updatedDateTime asc': 'Updated, Oldest First',
			},
			{
				displayName: 'Sort',
				name: 'sort',
				default: 'updatedDateTime desc',
				description: 'The order of the referrals',
			},
			setOrder,
		),
	],
};

/**
 * The number of referrals on one page ("Get a list of leads and opportunities"). Without $top, the service returns full
 * pages; a $top above the page size might be taken for the total number.
 */
const PAGE_SIZE = 100;

/**
 * The service may reject a filter by external reference. Therefore, such referrals are looked up, together with those of
 * the run's other items.
 */
function setFilter(
	context: ParameterContext,
	plan: RequestPlan,
	request: IHttpRequestOptions,
): void {
	const values = readCollection(context, 'filters');
	const source = { timezone: context.getTimezone() };
	const listing = plan.listing!;
	const { limit } = listing;
	request.qs = {};
	const isFiltered = setAmong(values, nodeFilters).length > 0;
	request.qs = queryFor(clauseOf(values, listFilters, source));
	if (isFiltered) listing.filter = matcherOf(values, nodeFilters, source);
	if (byExternalReference.property.name in values) {
		const others = listFilters.filter((filter) => filter !== byExternalReference);
		plan.key = {
			field: 'externalReferenceId',
			value: byExternalReference.value(values.externalReferenceId, source),
			others: clauseOf(values, others, source),
			// It is not known how many of them pass the node's own filters.
			needed: isFiltered ? Infinity : limit,
		};
	} else if (limit <= PAGE_SIZE && !isFiltered) {
		request.qs.$top = limit;
	}
}

function queryFor($filter?: Clause): IDataObject {
	return $filter === undefined ? {} : { $filter };
}

function setOrder(order: string, { key }: RequestPlan, request: IHttpRequestOptions): void {
	request.qs!.$orderby = order;
	if (key) key.order = order;
}
