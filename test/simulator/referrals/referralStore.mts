import { completeReferral, newETag } from './completeReferral.mts';
import type { Referral, ReferralFields } from './referral.mts';
import { timestampAfter } from './timestamps.mts';

/** The referrals, in the order in which they came; ids are compared whatever the case. */
export class ReferralStore {
	private readonly referrals = new Map<string, Referral>();

	constructor(private readonly now: () => Date) {}

	/** Not copies, which would take long if there are many: they must not be changed. */
	all(): Array<Readonly<Referral>> {
		return [...this.referrals.values()];
	}

	/** A deep copy, or undefined when there is none. */
	find(id: string): Referral | undefined {
		return structuredClone(this.referrals.get(id.toLowerCase()));
	}

	/** Stores what is given as it is, and fills in what is missing. */
	put(fields: ReferralFields): Referral {
		const referral = completeReferral(fields, this.now());
		this.referrals.set(referral.id.toLowerCase(), referral);
		return structuredClone(referral);
	}

	clear(): void {
		this.referrals.clear();
	}

	/** Stores a change: with a new entity tag, and a later updatedDateTime than before. */
	update(changed: Referral): Referral {
		return this.put({
			...changed,
			eTag: newETag(),
			updatedDateTime: timestampAfter(changed.updatedDateTime, this.now()),
		});
	}
}
