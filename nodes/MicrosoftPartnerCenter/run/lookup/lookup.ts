import type { Answer } from '../../../shared/api/answer';
import { referralsIn } from '../../../shared/api/answer';
import type { Failure } from '../../../shared/api/failure';
import type { Listing, PageQuery } from '../../../shared/api/pages';
import { isQueryRejected } from '../../../shared/api/retryPolicy';
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

/** In this order, a referral that is created while the list is read moves none to a page that was read before. */
export const NEWEST_FIRST = 'createdDateTime desc';

/**
 * Finds the referrals of a run's items by their keys: as many keys in one request as fit into a URL. If the service
 * rejects the filter, which Microsoft doesn't document, the list is read once, until all keys are found.
 */
export class Lookup<Other extends { kind: string }> {
	/** Keys that were announced and not looked up yet. */
	private readonly announced = new Map<string, ReferralKey>();

	private readonly found = new Map<string, Found<Other>>();

	/**
	 * What the run, its earlier attempts and an agent's other calls have created or changed, or perhaps created. A new
	 * referral may appear in lists with a delay.
	 */
	private readonly written: Map<string, Referral | Failure>;

	/** @param before the lookup of an earlier attempt or call */
	constructor(before?: Lookup<Other>) {
		this.written = before?.written ?? new Map<string, Referral | Failure>();
	}

	/** Announces a key, so that it is looked up together with the others. */
	announce(key: ReferralKey): void {
		const id = idOf(key);
		if (!this.found.has(id)) this.announced.set(id, key);
	}

	/** Whether the key was announced or looked up. */
	has(key: ReferralKey): boolean {
		return this.announced.has(idOf(key)) || this.found.has(idOf(key));
	}

	/** The referrals that have the key. Looks up all announced keys, if this one was not looked up yet. */
	async find(key: ReferralKey, read: ReadList<Other>): Promise<Matches<Other>> {
		this.announce(key);
		for (const keys of groupsOf([...this.announced.values()])) {
			const all = lookUp(keys, read);
			for (const one of keys) {
				const matches = all.then((result) =>
					result instanceof Map ? (result.get(valueIn(one)) ?? []) : result,
				);
				this.found.set(idOf(one), { matches, writtenBefore: this.written.get(idOf(one)) });
			}
		}
		this.announced.clear();
		const { matches: all, writtenBefore } = this.found.get(idOf(key))!;
		const matches = await all;
		const written = this.written.get(idOf(key));
		if (!Array.isArray(matches) || matches.length > 1 || written === undefined) return matches;
		const isNewer = !isFailure(written) && written !== writtenBefore;
		if (matches.length === 1 && !isNewer) return matches;
		return isFailure(written) ? written : [written];
	}

	/** The same; looks it up even if it was looked up before. */
	async findAgain(key: ReferralKey, read: ReadList<Other>): Promise<Matches<Other>> {
		this.found.delete(idOf(key));
		return await this.find(key, read);
	}

	/** Records the state of the referral that has the key, after it was created or changed. */
	record(key: ReferralKey, referral: Referral): void {
		this.written.set(idOf(key), referral);
		this.found.set(idOf(key), { matches: Promise.resolve([referral]), writtenBefore: referral });
	}

	/** Records that it is unknown whether a referral with the key exists, so that no other item creates one. */
	block(key: ReferralKey, failure: Failure): void {
		this.written.set(idOf(key), failure);
	}
}

interface Found<Other> {
	matches: Promise<Matches<Other>>;
	/** What had been written when the lookup began; another call of an agent may have written since. */
	writtenBefore?: Referral | Failure;
}

/** By the value of the key; or why they could not be read. */
type AllMatches<Other> = Map<string, Referral[]> | Failure | Other;

/** Keys that can be looked up together. */
function groupsOf(keys: ReferralKey[]): ReferralKey[][] {
	const groups = new Map<string, ReferralKey[]>();
	for (const key of keys) {
		const id = JSON.stringify([key.field, key.others, key.order]);
		if (!groups.has(id)) groups.set(id, []);
		groups.get(id)!.push(key);
	}
	return [...groups.values()];
}

/** @param keys those of one group */
async function lookUp<Other extends { kind: string }>(
	keys: ReferralKey[],
	read: ReadList<Other>,
): Promise<AllMatches<Other>> {
	const [{ field, others, order = NEWEST_FIRST }] = keys;
	const found = new Matching(keys);
	const listing = { limit: Infinity, filter: found.isWanted };
	const readFiltered = async ($filter?: string, isComplete?: Listing['isComplete']) =>
		await read({ ...($filter && { $filter }), $orderby: order }, { ...listing, isComplete });

	const [first, ...further] = filtersFor(keys, others);
	const outcomes = [await readFiltered(first)];
	if (!isRejected(outcomes[0])) {
		outcomes.push(...(await Promise.all(further.map((filter) => readFiltered(filter)))));
	}
	if (!outcomes.some(isRejected)) return found.in(outcomes);
	// A referral whose ID is known can be read by it instead.
	if (field === 'id') return new Map();
	return found.in([await readFiltered(others, found.isComplete)]);
}

function isRejected(outcome: { kind: string }): boolean {
	return outcome.kind === 'failure' && isQueryRejected(outcome as Failure);
}

/** Assigns referrals to the keys of a group. */
class Matching {
	/** By the value of the key, how many referrals are needed. */
	private readonly needed = new Map<string, number>();

	private readonly field: ReferralKey['field'];

	constructor(keys: ReferralKey[]) {
		this.field = keys[0].field;
		for (const key of keys) {
			const value = valueIn(key);
			this.needed.set(value, Math.max(this.needed.get(value) ?? 0, key.needed ?? 1));
		}
	}

	readonly isWanted = (referral: Referral): boolean => this.needed.has(this.valueOf(referral));

	/** Whether as many referrals as needed have been found for each key. */
	readonly isComplete = (found: Iterable<Referral>): boolean => {
		const counts = new Map<string, number>();
		for (const referral of found) {
			const value = this.valueOf(referral);
			counts.set(value, (counts.get(value) ?? 0) + 1);
		}
		return [...this.needed].every(([value, count]) => (counts.get(value) ?? 0) >= count);
	};

	/** The referrals of all answers, or the first outcome that is not an answer. */
	in<Other extends { kind: string }>(outcomes: Array<Answer | Failure | Other>): AllMatches<Other> {
		const matches = new Map<string, Referral[]>();
		for (const outcome of outcomes) {
			if (outcome.kind !== 'answer') return outcome as Failure | Other;
			for (const referral of referralsIn(outcome as Answer)!) {
				const value = this.valueOf(referral);
				if (!matches.has(value)) matches.set(value, []);
				matches.get(value)!.push(referral);
			}
		}
		return matches;
	}

	private valueOf(referral: Referral): string {
		const value = referral[this.field];
		return valueIn({ field: this.field, value: typeof value === 'string' ? value : '' });
	}
}

function idOf(key: ReferralKey): string {
	return JSON.stringify([valueIn(key), key.others, key.order, key.needed]);
}

/** IDs of referrals are case-insensitive; the keys of a CRM are not. */
function valueIn({ field, value }: ReferralKey): string {
	return field === 'id' ? value.toLowerCase() : value.trim();
}

export function isFailure(written: Referral | Failure): written is Failure {
	return written.kind === 'failure';
}
