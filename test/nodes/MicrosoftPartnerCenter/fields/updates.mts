import type { IDataObject } from 'n8n-workflow';

import { byId } from '../../../engine/partnerCenter.mts';
import type { PartnerCenter } from '../../../engine/partnerCenter.mts';

interface Update {
	item?: object;
	timezone?: string;
}

/** Updates a referral with these fields. @returns the values that were sent, by their pointers, or why none were */
export async function updated(
	partnerCenter: PartnerCenter,
	updateFields: object,
	{ item = {}, timezone = 'UTC' }: Update = {},
): Promise<{ sent: Record<string, unknown>; message?: string }> {
	const { simulator } = partnerCenter;
	simulator.reset();
	const { error } = await partnerCenter.run(
		{
			operation: 'update',
			referralId: byId(partnerCenter.referral()),
			updateFields: updateFields as never,
		},
		{ items: [item as IDataObject], settings: { timezone } },
	);
	const operations = partnerCenter.patchDocuments.flat() as Array<{ path: string; value: unknown }>;
	return {
		sent: Object.fromEntries(operations.map(({ path, value }) => [path, value])),
		message: error?.message,
	};
}

/** The same for one field, whose value an expression finds in the item. */
export const updatedByExpression = async (
	partnerCenter: PartnerCenter,
	field: string,
	value: unknown,
	options: Update = {},
) =>
	await updated(
		partnerCenter,
		{ [field]: '={{ $json.given }}' },
		{ ...options, item: { given: value } },
	);
