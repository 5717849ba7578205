import { FilterMistake, parseFilter } from '../odata/filter.mts';
import { completeReferral } from './completeReferral.mts';
import type { Referral } from './referral.mts';
import { invalid } from './refusal.mts';
import { ticks } from './timestamps.mts';

/** What a list request asks for; also what its $skiptoken carries on to the next page. */
interface Listing {
	filter?: string;
	orderby?: string;
	select?: string;
	/** How many are wanted in all. */
	top?: number;
	/** How many to leave out. */
	skip: number;
	/** "false" leaves the count out. */
	count?: string;
}

/** What the documentation leaves open about lists. */
export interface ListBehavior {
	/** Whether referrals can be filtered by `externalReferenceId` and `id`; by default they can't. */
	filtersByKey?: boolean;
	/** Whether the referrals of a list have an eTag; the documentation's sample has none. By default they do. */
	withETag?: boolean;
	/** After how many milliseconds of the simulator's clock a new referral appears in lists; by default at once. */
	delay?: number;
}

type Query = Record<string, string | undefined>;

const fields = Object.keys(completeReferral({}, new Date(0)));

const KEYS = ['externalReferenceId', 'id'];

const options = ['$filter', '$orderby', '$select', '$top', '$skip', '$count', '$expand'];

/** "Get a list of leads and opportunities", "Supported orderby parameters". */
const sortable = ['createdDateTime', 'updatedDateTime'] as const;

export interface ListSettings {
	pageSize: number;
	lists: ListBehavior;
	now: () => Date;
}

/**
 * The body of "Get a list of leads and opportunities".
 *
 * @throws Refusal when an option can't be understood
 */
export function listReferrals(
	referrals: Array<Readonly<Referral>>,
	query: Query,
	{ pageSize, lists, now }: ListSettings,
): Record<string, unknown> {
	const listing = readListing(query);
	const newest = now().getTime() - (lists.delay ?? 0);
	const visible = referrals.filter(({ createdDateTime }) => Date.parse(createdDateTime) <= newest);
	const matching = sorted(filtered(visible, listing.filter, lists), listing.orderby);
	const wanted = Math.min(listing.top ?? Infinity, matching.length - listing.skip);
	const page = matching.slice(listing.skip, listing.skip + Math.min(pageSize, wanted));
	const next = { ...listing, skip: listing.skip + page.length };
	if (listing.top !== undefined) next.top = listing.top - page.length;
	return {
		'@odata.context': 'http://api.partner.microsoft.com/v1.0/$metadata#Referrals',
		...(listing.count === 'false' ? {} : { '@odata.count': matching.length }),
		value: page.map((referral) => selected(asListed(referral, lists), listing.select)),
		...(wanted > page.length ? { '@odata.nextLink': nextLink(next) } : {}),
	};
}

/** The documentation's sample has plain http and a path without "/engagements": only its query is of use. */
function nextLink(listing: Listing): string {
	const token = Buffer.from(JSON.stringify(listing)).toString('base64url');
	return `http://api.partner.microsoft.com/v1.0/referrals?$skiptoken=${token}`;
}

function readListing(query: Query): Listing {
	const { $skiptoken } = query;
	if ($skiptoken !== undefined) return readSkipToken($skiptoken);
	const unknown = Object.keys(query).find(
		(name) => name.startsWith('$') && !options.includes(name),
	);
	if (unknown !== undefined) throw invalid(unknown, `The query option '${unknown}' is unknown.`);
	const { $filter, $orderby, $select, $count } = query;
	return {
		filter: $filter,
		orderby: $orderby,
		select: $select,
		count: $count,
		top: count(query, '$top'),
		skip: count(query, '$skip') ?? 0,
	};
}

function readSkipToken(token: string): Listing {
	try {
		return JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as Listing;
	} catch {
		throw invalid('$skiptoken', "The '$skiptoken' is not one of this service's.");
	}
}

function count(query: Query, name: string): number | undefined {
	const text = query[name];
	if (text === undefined) return undefined;
	if (!/^\d+$/.test(text)) throw invalid(name, `'${name}' must be a whole number.`);
	return Number(text);
}

function filtered(
	referrals: Array<Readonly<Referral>>,
	filter: string | undefined,
	{ filtersByKey = false }: ListBehavior,
): Referral[] {
	if (filter === undefined) return referrals;
	try {
		return referrals.filter(
			parseFilter(filter, (name) => {
				checkFilterable(name, filtersByKey);
			}),
		);
	} catch (error) {
		if (error instanceof FilterMistake) throw invalid('$filter', error.message);
		throw error;
	}
}

function checkFilterable(name: string, filtersByKey: boolean): void {
	if (!fields.includes(name)) throw new FilterMistake(`There is no field '${name}'.`);
	if (KEYS.includes(name) && !filtersByKey)
		throw new FilterMistake(`'${name}' can't be filtered by.`);
}

function asListed(referral: Referral, { withETag = true }: ListBehavior): Partial<Referral> {
	if (withETag) return referral;
	const listed: Partial<Referral> = { ...referral };
	delete listed.eTag;
	return listed;
}

function sorted(referrals: Referral[], orderby: string | undefined): Referral[] {
	if (orderby === undefined) return referrals;
	const [name, direction = 'asc', ...rest] = orderby.trim().split(/\s+/);
	const field = sortable.find((candidate) => candidate === name);
	if (field === undefined || !['asc', 'desc'].includes(direction) || rest.length > 0) {
		throw invalid('$orderby', `The referrals can't be ordered by '${orderby}'.`);
	}
	const sign = direction === 'asc' ? 1 : -1;
	return referrals.sort((one, other) => sign * Number(ticks(one[field]) - ticks(other[field])));
}

function selected(referral: Partial<Referral>, select: string | undefined): Partial<Referral> {
	if (select === undefined) return referral;
	const names = select.split(',').map((name) => name.trim());
	const unknown = names.find((name) => !fields.includes(name));
	if (unknown !== undefined) throw invalid('$select', `There is no field '${unknown}'.`);
	return Object.fromEntries(Object.entries(referral).filter(([name]) => names.includes(name)));
}
