import type { IDataObject } from 'n8n-workflow';

/**
 * A lead or co-sell opportunity as the service returns it (Microsoft's page "Referral resources"). Members that
 * this package doesn't read are there too; any member may be missing.
 */
export interface Referral extends IDataObject {
	id?: string;
	/** The entity tag of this state of the referral. */
	eTag?: string | null;
	name?: string;
	status?: string;
	substatus?: string;
	createdDateTime?: string;
	updatedDateTime?: string;
}
