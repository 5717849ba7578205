import type { Answer } from '../../../shared/api/answer';
import { referralsIn } from '../../../shared/api/answer';
import type { Failure } from '../../../shared/api/failure';
import { equals } from '../../../shared/api/odata';
import { isQueryRejected } from '../../../shared/api/retryPolicy';
import { isMicrosoftReferral } from '../../../shared/referral/microsoftReferral';
import type { Referral } from '../../../shared/referral/referral';
import { isFailure, NEWEST_FIRST } from './lookup';
import type { Matches, ReadList } from './lookup';

/**
 * The referrals of the engagements that a run asks for, each read once: by a filter ("Get a list of leads and
 * opportunities", samples) or, if the service rejects it, in one reading of the whole list.
 */
export class Engagements<Other extends { kind: string }> {
	private readonly found = new Map<string, Promise<Matches<Other>>>();

	/** All referrals that belong to any engagement; undefined as long as the service accepts the filter. */
	private all?: Promise<Matches<Other>>;

	/**
	 * Microsoft's referrals that the run, its earlier attempts and an agent's other calls have created, or perhaps
	 * created, by engagement. A new referral may appear in lists with a delay.
	 */
	private readonly shared: Map<string, Referral | Failure>;

	/** @param before those of an earlier attempt or call */
	constructor(before?: Engagements<Other>) {
		this.shared = before?.shared ?? new Map<string, Referral | Failure>();
	}

	/** All referrals of the engagement, the newest first. @param id case-insensitive */
	async find(id: string, read: ReadList<Other>): Promise<Matches<Other>> {
		const key = id.toLowerCase();
		let found = this.found.get(key);
		if (found === undefined) this.found.set(key, (found = this.read(id, read)));
		return await found;
	}

	/** Microsoft's referrals of the engagement, or why it is unknown whether there is one. */
	async findMicrosoftReferrals(id: string, read: ReadList<Other>): Promise<Matches<Other>> {
		const referrals = await this.find(id, read);
		if (!Array.isArray(referrals)) return referrals;
		const listed = referrals.filter(isMicrosoftReferral);
		const shared = this.shared.get(id.toLowerCase());
		if (listed.length > 0 || shared === undefined) return listed;
		return isFailure(shared) ? shared : [shared];
	}

	/** The same; reads the engagement even if it was read before. */
	async findMicrosoftReferralsAgain(id: string, read: ReadList<Other>): Promise<Matches<Other>> {
		this.found.delete(id.toLowerCase());
		this.all = undefined;
		return await this.findMicrosoftReferrals(id, read);
	}

	/** Records Microsoft's referral, or that it is unknown whether there is one, so that no other item creates one. */
	recordMicrosoftReferral(id: string, shared: Referral | Failure): void {
		this.shared.set(id.toLowerCase(), shared);
	}

	private async read(id: string, read: ReadList<Other>): Promise<Matches<Other>> {
		const filter = belongsTo(id);
		if (this.all === undefined) {
			const query = { $filter: equals('engagementId', id), $orderby: NEWEST_FIRST };
			const outcome = await read(query, { limit: Infinity, filter });
			if (outcome.kind !== 'failure' || !isQueryRejected(outcome as Failure)) {
				return matchesIn(outcome);
			}
		}
		this.all ??= readAll(read);
		const all = await this.all;
		return Array.isArray(all) ? all.filter(filter) : all;
	}
}

async function readAll<Other extends { kind: string }>(
	read: ReadList<Other>,
): Promise<Matches<Other>> {
	const filter = ({ engagementId }: Referral) => Boolean(engagementId);
	return matchesIn(await read({ $orderby: NEWEST_FIRST }, { limit: Infinity, filter }));
}

/** A service that ignores the filter returns others, too. */
function belongsTo(id: string): (referral: Referral) => boolean {
	const key = id.toLowerCase();
	return ({ engagementId }) =>
		typeof engagementId === 'string' && engagementId.toLowerCase() === key;
}

function matchesIn<Other extends { kind: string }>(
	outcome: Answer | Failure | Other,
): Matches<Other> {
	return outcome.kind === 'answer' ? referralsIn(outcome as Answer)! : (outcome as Failure | Other);
}
