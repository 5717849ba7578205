import type { Deals } from './deals.mts';

/** How a person changes the status of a deal's referral in Partner Center. */
type Touch = (dealId: string, status: 'Active' | 'Closed', substatus: Substatus) => void;
type Substatus = 'Accepted' | 'Won' | 'Lost' | 'Declined' | 'Expired' | 'Error';

/** How many deals with an active referral, and how many with a new one, the changes are for. */
export const ACTIVE = 16;
export const NEW = 4;

/** Ten changes by people in the CRM, and ten in Partner Center, all of different deals. */
export function tenChangesOnEachSide(
	deals: Deals,
	active: string[],
	leads: string[],
	touch: Touch,
): void {
	deals.change(active[0], { amount: 1 });
	deals.change(active[1], { amount: 2_000_000.5 });
	deals.change(active[2], { closingDay: '2028-02-29' });
	deals.change(active[3], { closingDay: '2027-01-01' });
	deals.change(active[4], { notes: 'They want it “now”.' });
	deals.change(active[5], { notes: 'Line one\nline two', amount: 3 });
	for (const won of active.slice(6, 9)) deals.change(won, { state: 'won' });
	deals.change(active[9], { state: 'lost' });

	touch(active[10], 'Closed', 'Won');
	touch(active[11], 'Closed', 'Won');
	touch(active[12], 'Closed', 'Lost');
	touch(active[13], 'Closed', 'Lost');
	touch(active[14], 'Closed', 'Expired');
	touch(active[15], 'Closed', 'Error');
	touch(leads[0], 'Active', 'Accepted');
	touch(leads[1], 'Active', 'Accepted');
	touch(leads[2], 'Closed', 'Declined');
	touch(leads[3], 'Closed', 'Declined');
}
