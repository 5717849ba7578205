import type { IDataObject } from 'n8n-workflow';

import { at } from '../shared/referral/pointer';
import { BEGINNING, earlier, latest, momentOf, order } from './moment';
import type { Moment } from './moment';

/** What can happen to a referral between two polls. */
export type Event = 'referralCreated' | 'referralUpdated' | 'statusChanged' | 'dealValueChanged';

/** What is kept from poll to poll, in the node's static data. */
export interface State {
	/** The newest updatedDateTime that was seen. */
	cursor: Moment;
	/** Everything that was updated later than this and has been seen is in `seen`. */
	from: Moment;
	/** By its ID, each referral's eTag and updatedDateTime. */
	seen: Record<string, [eTag: string, updated: Moment]>;
	/** What tells a change of the status from another, where that is asked for; the latest come last. */
	known?: Record<string, [status: string, dealValue: number | null]>;
}

/** How far behind the cursor a change may still turn up, in milliseconds. */
export const OVERLAP = 300_000;

/** How many referrals are kept in each part of the state. */
export const MOST_KEPT = 5_000;

/** What a poll has found out. */
export interface Changes {
	/** The referrals to which one of the events has happened, in the order in which they were changed. */
	changed: IDataObject[];
	state: State;
}

/**
 * What has happened since the state before, given the referrals that were updated after its `from`.
 *
 * @param now the service's clock, where it is known
 */
export function changesSince(
	before: State,
	referrals: IDataObject[],
	events: Event[],
	now?: Moment,
): Changes {
	const fresh = referrals
		.filter(
			(one) => updated(one) > before.from && ownOf(before.seen, idOf(one))?.[0] !== tagOf(one),
		)
		.sort((one, other) => order(updated(one), updated(other)));
	const changed = fresh.filter((one) =>
		happenedTo(one, before).some((event) => events.includes(event)),
	);
	return { changed, state: stateAfter(before, referrals, isStatusAsked(events), now) };
}

/** The state that takes these referrals, the newest ones first, as the present. */
export function present(referrals: IDataObject[], events: Event[], now?: Moment): State {
	const nothing: State = { cursor: BEGINNING, from: BEGINNING, seen: {} };
	return stateAfter(nothing, referrals, isStatusAsked(events), now);
}

/** Whether the events ask for more of a referral than when it was updated. */
export function isStatusAsked(events: Event[]): boolean {
	return events.includes('statusChanged') || events.includes('dealValueChanged');
}

function happenedTo(referral: IDataObject, { from, seen, known }: State): Event[] {
	const id = idOf(referral);
	if (momentOf(referral.createdDateTime) > from && !ownOf(seen, id)) return ['referralCreated'];
	const [statusNow, dealValueNow] = toKnow(referral);
	// Where nothing at all is known, the events were not asked for before.
	const [status, dealValue] = known ? (ownOf(known, id) ?? []) : [statusNow, dealValueNow];
	return [
		'referralUpdated',
		...(status === statusNow ? [] : (['statusChanged'] as const)),
		...(dealValue === dealValueNow ? [] : (['dealValueChanged'] as const)),
	];
}

function stateAfter(before: State, referrals: IDataObject[], knows: boolean, now?: Moment): State {
	const newest = latest(before.cursor, ...referrals.map(updated));
	// One that is dated in the future must not hide all that come until then.
	const cursor = now !== undefined && newest > now ? latest(before.cursor, now) : newest;
	const window = latest(before.from, earlier(cursor, OVERLAP));
	const seen = Object.entries({
		...before.seen,
		...Object.fromEntries(referrals.map((one) => [idOf(one), [tagOf(one), updated(one)]])),
	} as State['seen'])
		.filter(([, [, moment]]) => moment > window)
		.sort(([, [, one]], [, [, other]]) => order(other, one));
	// What does not fit in shortens the window: better a late arrival missed than a change told twice.
	const from = latest(window, ...seen.slice(MOST_KEPT).map(([, [, moment]]) => moment));
	return {
		cursor,
		from,
		seen: Object.fromEntries(seen.filter(([, [, moment]]) => moment > from)),
		...(knows && { known: knownAfter(before.known ?? {}, referrals) }),
	};
}

function knownAfter(
	before: NonNullable<State['known']>,
	referrals: IDataObject[],
): NonNullable<State['known']> {
	const latestLast = referrals.map((one) => [idOf(one), toKnow(one)] as const).reverse();
	const known = { ...before };
	for (const [id] of latestLast) delete known[id];
	return Object.fromEntries(
		[...Object.entries(known), ...latestLast].slice(-MOST_KEPT),
	) as NonNullable<State['known']>;
}

function toKnow(referral: IDataObject): [status: string, dealValue: number | null] {
	const { status, substatus } = referral;
	const dealValue = at(referral, '/details/dealValue');
	const amount = dealValue === '' ? NaN : Number(dealValue ?? NaN);
	return [`${String(status)}/${String(substatus)}`, Number.isNaN(amount) ? null : amount];
}

/** An ID is anybody's word, such as «constructor». */
function ownOf<T>(record: Record<string, T>, id: string): T | undefined {
	return Object.hasOwn(record, id) ? record[id] : undefined;
}

const idOf = ({ id }: IDataObject) => String(id);
const tagOf = ({ eTag, updatedDateTime }: IDataObject) => String(eTag ?? updatedDateTime);
export const updated = ({ updatedDateTime }: IDataObject): Moment => momentOf(updatedDateTime);
