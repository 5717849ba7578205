import type { INodeParameters } from 'n8n-workflow';

/** A record of a CRM: its key, and what its deal is worth. */
export type CrmRecord = { key: string; value: number };

/** The records for the simulator's referrals, of which the first ones differ by this value. */
export function crmRecords(count: number, differences: number, value: number): CrmRecord[] {
	return Array.from({ length: count }, (_, index) => ({
		key: `OPP-${index}`,
		value: index < differences ? value : 5000,
	}));
}

/** Create or Update of the referrals with the keys of the records. */
export const syncParameters: INodeParameters = {
	operation: 'upsert',
	columns: {
		mappingMode: 'defineBelow',
		matchingColumns: ['externalReferenceId'],
		schema: [],
		value: { externalReferenceId: '={{ $json.key }}', dealValue: '={{ $json.value }}' },
	},
};
