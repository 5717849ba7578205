import type { ReferralFields } from '../simulator/simulator.mts';
import type { Deals } from './deals.mts';

/** A new referral from Microsoft that is linked to a new deal. */
export function lead(deals: Deals): ReferralFields {
	const notes = 'First call on Monday.';
	const id = deals.add({ notes });
	const { amount, closingDay, name, customer } = deals.get(id);
	return {
		id: crypto.randomUUID(),
		externalReferenceId: id,
		name,
		status: 'New',
		substatus: 'Pending',
		type: 'Shared',
		direction: 'Incoming',
		customerProfile: { name: customer, address: { country: 'US' } },
		details: {
			notes,
			dealValue: amount,
			currency: 'USD',
			closingDateTime: `${closingDay}T00:00:00Z`,
			requirements: { solutions: [{ id: 'SOL-1' }] },
		},
	} as ReferralFields;
}
