import { valueAt } from '../shared/referral/pointer';
import type { Referral } from '../shared/referral/referral';
import { BEGINNING, compareMoments, earlier, latest, momentOf } from './moment';
import type { Moment } from './moment';

/** What can happen to a referral between two polls. */
export type Event = 'referralCreated' | 'referralUpdated' | 'statusChanged' | 'dealValueChanged';

/** What is kept from one poll to the next, in the node's static data. */
export interface State {
	/** The newest updatedDateTime seen so far. */
	cursor: Moment;
	/** All referrals that were seen and updated after this time are in `seen`. */
	from: Moment;
	/** Each referral's eTag and updatedDateTime, by ID. */
	seen: Record<string, [eTag: string, updated: Moment]>;
	/** Status and deal value by ID, if the events require them; the latest come last. */
	known?: Record<string, [status: string, dealValue: number | null]>;
	/** How many polls have led to this state, by which one that overlaps with another recognizes it. */
	polls?: number;
}

/** How long after the cursor a change can still appear in the list, in milliseconds. */
export const OVERLAP = 300_000;

/** The maximum number of referrals in each part of the state. */
export const MAX_KEPT = 5_000;

/** The result of a poll. */
export interface Changes {
	/** The referrals with one of the events, in the order of their changes. */
	changed: Referral[];
	state: State;
}

/**
 * What has changed since the previous state, given the referrals that were updated after its `from`.
 *
 * @param now the service's clock, if it is known
 */
export function changesSince(
	before: State,
	referrals: Referral[],
	events: Event[],
	now?: Moment,
): Changes {
	const fresh = referrals
		.filter(
			(one) => updated(one) > before.from && ownOf(before.seen, idOf(one))?.[0] !== tagOf(one),
		)
		.sort((one, other) => compareMoments(updated(one), updated(other)));
	const changed = fresh.filter((one) =>
		eventsOf(one, before).some((event) => events.includes(event)),
	);
	return { changed, state: stateAfter(before, referrals, requiresValues(events), now) };
}

/** The referrals without those that another poll, which ended in the meantime, has read in a later state. */
export function withoutOutdated(
	referrals: Referral[],
	{ from, seen, known = {} }: State,
): Referral[] {
	return referrals.filter((one) => {
		const seenAt = ownOf(seen, idOf(one))?.[1];
		if (seenAt !== undefined) return seenAt <= updated(one);
		return updated(one) > from || ownOf(known, idOf(one)) === undefined;
	});
}

/** The state in which these referrals, newest first, have been seen. */
export function initialState(referrals: Referral[], events: Event[], now?: Moment): State {
	const empty: State = { cursor: BEGINNING, from: BEGINNING, seen: {} };
	return stateAfter(empty, referrals, requiresValues(events), now);
}

/** Whether the events require status and deal value, in addition to the time of the update. */
export function requiresValues(events: Event[]): boolean {
	return events.includes('statusChanged') || events.includes('dealValueChanged');
}

function eventsOf(referral: Referral, { from, seen, known }: State): Event[] {
	const id = idOf(referral);
	if (momentOf(referral.createdDateTime) > from && !ownOf(seen, id)) return ['referralCreated'];
	const [statusNow, dealValueNow] = valuesOf(referral);
	// If nothing is known at all, the events were not selected before.
	const [status, dealValue] = known ? (ownOf(known, id) ?? []) : [statusNow, dealValueNow];
	return [
		'referralUpdated',
		...(status === statusNow ? [] : (['statusChanged'] as const)),
		...(dealValue === dealValueNow ? [] : (['dealValueChanged'] as const)),
	];
}

function stateAfter(before: State, referrals: Referral[], knows: boolean, now?: Moment): State {
	const newest = latest(before.cursor, ...referrals.map(updated));
	// A date in the future must not hide the changes until then.
	const cursor = now !== undefined && newest > now ? latest(before.cursor, now) : newest;
	const window = latest(before.from, earlier(cursor, OVERLAP));
	const seen = Object.entries({
		...before.seen,
		...Object.fromEntries(referrals.map((one) => [idOf(one), [tagOf(one), updated(one)]])),
	} as State['seen'])
		.filter(([, [, moment]]) => moment > window)
		.sort(([, [, one]], [, [, other]]) => compareMoments(other, one));
	// If they don't fit, the window is shortened: missing a late change is better than delivering one twice.
	const from = latest(window, ...seen.slice(MAX_KEPT).map(([, [, moment]]) => moment));
	return {
		cursor,
		from,
		seen: Object.fromEntries(seen.filter(([, [, moment]]) => moment > from)),
		...(knows && { known: knownAfter(before.known ?? {}, referrals) }),
		polls: (before.polls ?? 0) + 1,
	};
}

function knownAfter(
	before: NonNullable<State['known']>,
	referrals: Referral[],
): NonNullable<State['known']> {
	const latestLast = referrals.map((one) => [idOf(one), valuesOf(one)] as const).reverse();
	const known = { ...before };
	for (const [id] of latestLast) delete known[id];
	return Object.fromEntries(
		[...Object.entries(known), ...latestLast].slice(-MAX_KEPT),
	) as NonNullable<State['known']>;
}

function valuesOf(referral: Referral): [status: string, dealValue: number | null] {
	const { status, substatus } = referral;
	const dealValue = valueAt(referral, '/details/dealValue');
	const amount = dealValue === '' ? NaN : Number(dealValue ?? NaN);
	return [`${String(status)}/${String(substatus)}`, Number.isNaN(amount) ? null : amount];
}

/** An ID can be any word, such as `constructor`. */
function ownOf<T>(record: Record<string, T>, id: string): T | undefined {
	return Object.hasOwn(record, id) ? record[id] : undefined;
}

const idOf = ({ id }: Referral) => String(id);
const tagOf = ({ eTag, updatedDateTime }: Referral) => String(eTag ?? updatedDateTime);
export const updated = ({ updatedDateTime }: Referral): Moment => momentOf(updatedDateTime);
