import type { Referral } from '../simulator/simulator.mts';
import type { Deal } from './deals.mts';

/** What a deal and its referral have in common. */
export type Shared = Pick<Deal, 'amount' | 'closingDay' | 'notes' | 'state'>;

export function sharedByDeal({ amount, closingDay, notes, state }: Deal): Shared {
	return { amount, closingDay, notes, state };
}

export function sharedByReferral({ details, status, substatus }: Referral): Shared {
	const closed = substatus === 'Won' ? 'won' : 'lost';
	return {
		amount: Number(details.dealValue),
		closingDay: details.closingDateTime?.slice(0, 10) ?? '',
		notes: details.notes ?? null,
		state: status === 'Closed' ? closed : 'open',
	};
}

/** The referral of a deal. @throws if there is not exactly one */
export function referralOf(dealId: string, referrals: Referral[]): Referral {
	const found = referrals.filter(({ externalReferenceId }) => externalReferenceId === dealId);
	if (found.length !== 1) throw new Error(`Deal ${dealId} has ${found.length} referrals`);
	return found[0];
}
