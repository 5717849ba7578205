import type { Simulator } from '../../test/simulator/simulator.mts';

/** Adds Microsoft's referral to the engagement of the simulator's won deal. @returns the ID of the won deal */
export function shareWonDeal(simulator: Simulator): string {
	const won = simulator.referrals().find(({ substatus }) => substatus === 'Won')!;
	simulator.put({
		...won,
		id: crypto.randomUUID(),
		organizationName: 'Microsoft',
		updatedDateTime: won.createdDateTime,
		target: [{ type: 'BusinessProfileLocation', id: 'msft' }],
	});
	return won.id;
}
