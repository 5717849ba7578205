import type { Answer } from '../../../shared/api/answer';
import { referralsIn } from '../../../shared/api/answer';
import type { Failure } from '../../../shared/api/failure';
import type { Listing, PageQuery } from '../../../shared/api/pages';
import type { Referral } from '../../../shared/referral/referral';
import type { ReferralKey } from '../../routing/requestPlan';
import { filtersFor } from './filters';

/** Reads a list of referrals to its end. `Other` is what may come of it in addition to an answer or a failure. */
export type ReadList<Other> = (
	query: PageQuery,
	listing: Listing,
) => Promise<Answer | Failure | Other>;

/** The referrals that have a key, or why they could not be read. */
export type Matches<Other> = Referral[] | Failure | Other;

/** Statuses with which a service rejects a filter that it does not support, or a URL that it finds too long. */
const REJECTS_FILTER = [400, 414, 422, 501];

/** In this order, a referral that is created while the list is read moves none to a page that was read before. */
const NEWEST_FIRST = { $orderby: 'createdDateTime desc' };

/**
 * Finds the referrals of a run's items by their keys: as many keys in one request as fit into a URL. If the service
 * rejects the filter, which Microsoft doesn't document, the list is read once, until all keys are found.
 */
export class Lookup<Other extends { kind: string }> {
	/** Keys that were announced and not looked up yet. */
	private readonly announced = new Map<string, ReferralKey>();

	private readonly found = new Map<string, Promise<Matches<Other>>>();

	/** Announces a key, so that it is looked up together with the others. */
	announce(key: ReferralKey): void {
		const id = idOf(key);
		if (!this.found.has(id)) this.announced.set(id, key);
	}

	/** The referrals that have the key. Looks up all announced keys, if this one was not looked up yet. */
	async find(key: ReferralKey, read: ReadList<Other>): Promise<Matches<Other>> {
		this.announce(key);
		if (this.announced.size > 0) {
			const keys = [...this.announced.values()];
			this.announced.clear();
			const all = lookUp(keys, read);
			for (const one of keys) {
				const matches = all.then((result) =>
					result instanceof Map ? (result.get(idOf(one)) ?? []) : result,
				);
				this.found.set(idOf(one), matches);
			}
		}
		return await this.found.get(idOf(key))!;
	}

	/** The same; looks it up even if it was looked up before. */
	async findAgain(key: ReferralKey, read: ReadList<Other>): Promise<Matches<Other>> {
		this.found.delete(idOf(key));
		return await this.find(key, read);
	}

	/** Records the state of the referral that has the key, after it was created or changed. */
	record(key: ReferralKey, referral: Referral): void {
		this.found.set(idOf(key), Promise.resolve([referral]));
	}

	/** Records that it is unknown whether a referral with the key exists, so that no other item creates one. */
	block(key: ReferralKey, failure: Failure): void {
		this.found.set(idOf(key), Promise.resolve(failure));
	}
}

/** By key; or why they could not be read. */
type AllMatches<Other> = Map<string, Referral[]> | Failure | Other;

async function lookUp<Other extends { kind: string }>(
	keys: ReferralKey[],
	read: ReadList<Other>,
): Promise<AllMatches<Other>> {
	const [first, ...others] = filtersFor(keys);
	const wanted = new Set(keys.map(idOf));
	const { field } = keys[0];
	const listing: Listing = {
		limit: Infinity,
		filter: (referral) => wanted.has(keyOf(referral, field)),
	};
	const readFiltered = async ($filter: string) => await read({ $filter }, listing);

	const answers = [await readFiltered(first)];
	if (!isRejected(answers[0])) answers.push(...(await Promise.all(others.map(readFiltered))));
	if (!answers.some(isRejected)) return byKey(answers, field);
	// A referral whose ID is known can be read by it instead.
	if (field === 'id') return new Map();
	const isComplete = keys.some(({ findsAll }) => findsAll)
		? undefined
		: (found: Iterable<Referral>) =>
				new Set([...found].map((referral) => keyOf(referral, field))).size === wanted.size;
	return byKey([await read(NEWEST_FIRST, { ...listing, isComplete })], field);
}

function isRejected(outcome: { kind: string }): boolean {
	const { kind, status = 0 } = outcome as Partial<Failure>;
	return kind === 'failure' && REJECTS_FILTER.includes(status);
}

/** The referrals of all answers, or the first outcome that is not an answer. */
function byKey<Other extends { kind: string }>(
	outcomes: Array<Answer | Failure | Other>,
	field: ReferralKey['field'],
): AllMatches<Other> {
	const matches = new Map<string, Map<unknown, Referral>>();
	for (const outcome of outcomes) {
		if (outcome.kind !== 'answer') return outcome as Failure | Other;
		for (const referral of referralsIn(outcome as Answer)!) {
			const key = keyOf(referral, field);
			if (!matches.has(key)) matches.set(key, new Map());
			matches.get(key)!.set(referral.id, referral);
		}
	}
	return new Map([...matches].map(([key, referrals]) => [key, [...referrals.values()]]));
}

function keyOf(referral: Referral, field: ReferralKey['field']): string {
	const value = referral[field];
	return idOf({ field, value: typeof value === 'string' ? value : '' });
}

/** IDs of referrals are case-insensitive; the keys of a CRM are not. */
function idOf({ field, value }: ReferralKey): string {
	return field === 'id' ? value.toLowerCase() : value.trim();
}
