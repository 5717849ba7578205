import type { INodeParameters } from 'n8n-workflow';

import { byId, PartnerCenter } from '../../../../../engine/partnerCenter.mts';
import type { Referral } from '../../../../../simulator/simulator.mts';

/** The current test's simulator, and a node that is connected to it. */
export let partnerCenter: PartnerCenter;

export async function startPartnerCenter(): Promise<void> {
	partnerCenter = await PartnerCenter.start();
}

/** What holds for every operation that changes a referral. */
export interface Change {
	operation: string;
	parameters: INodeParameters;
	/** The same by expressions, from items of the shape that `item` makes. */
	byExpression: INodeParameters;
	item: (index: number) => { [key: string]: string | number };
	/** What of the referral the operation changes, for the item at the index. */
	changed: (referral: Referral) => unknown;
	expected: (index: number) => unknown;
	/** What the output says about the change, if the referral was compared with it. */
	effect?: object;
	/** A value that is refused, for the field that `byExpression` takes from the item. */
	wrong: { [key: string]: string };
	parameter: string;
}

/** The operations that change a referral, for what applies to all of them. */
export const CHANGES: Change[] = [
	{
		operation: 'updateDealValue',
		parameters: { dealValue: 10000 },
		byExpression: { dealValue: '={{ $json.value }}' },
		item: (index) => ({ value: 100 + index }),
		changed: ({ details }) => details.dealValue,
		expected: (index) => 100 + index,
		wrong: { value: '10,000' },
		parameter: 'Deal Value',
	},
	{
		operation: 'changeStatus',
		parameters: { substatus: 'Accepted' },
		byExpression: { substatus: '={{ $json.substatus }}' },
		item: (index) => ({ substatus: index % 2 ? 'Won' : 'Received' }),
		changed: ({ substatus }) => substatus,
		expected: (index) => (index % 2 ? 'Won' : 'Received'),
		wrong: { substatus: 'Success' },
		parameter: 'New Status',
	},
	{
		operation: 'addTeamMember',
		parameters: { email: 'jane.doe@contoso.com' },
		byExpression: { email: '={{ $json.email }}' },
		item: (index) => ({ email: `member${index}@contoso.com` }),
		changed: ({ team }) => team.map(({ email }) => email).slice(1),
		expected: (index) => [`member${index}@contoso.com`],
		effect: { outcome: 'updated', changedFields: ['/team/-'] },
		wrong: { email: 'member' },
		parameter: 'Email',
	},
];

/** The node's parameters for this change: of one referral, and of the referrals of many items by expressions. */
export const parametersOf = (change: Change) => ({
	one: (id: string, parameters: INodeParameters = {}): INodeParameters => ({
		operation: change.operation,
		referralId: byId(id),
		...change.parameters,
		...parameters,
	}),
	many: {
		operation: change.operation,
		referralId: byId('={{ $json.id }}'),
		...change.byExpression,
	} satisfies INodeParameters,
});
