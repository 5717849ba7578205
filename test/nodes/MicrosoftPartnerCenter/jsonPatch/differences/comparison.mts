import { differences } from '../../../../../nodes/MicrosoftPartnerCenter/jsonPatch/differences';
import type { PatchDocument } from '../../../../../nodes/MicrosoftPartnerCenter/jsonPatch/patchDocument';
import type { Referral } from '../../../../../nodes/shared/referral/referral';

export const replace = (path: string, value: unknown) => ({ op: 'replace', path, value }) as never;
export const add = (path: string, value: unknown) => ({ op: 'add', path, value }) as never;

/** What a referral showed before a document was sent. */
export const BEFORE = {
	status: 'New',
	substatus: 'Pending',
	details: {
		dealValue: 5000,
		notes: null,
		closingDateTime: '2026-12-01T00:00:00Z',
		currency: 'USD',
	},
	team: [{ email: 'john@contoso.com', firstName: 'John' }],
	registrations: [{ id: 'R-1', type: 'AzureIPCoSell' }],
};

/** What remains of the document, where the referral was read before as `BEFORE`. */
export const since = (document: PatchDocument, now: Referral, skipsExistingRows = false) =>
	differences(document, now, { before: { referral: BEFORE, document }, skipsExistingRows });

export const NOTHING = { left: [], unclear: [] };
export const left = (...document: PatchDocument) => ({ left: document, unclear: [] });
export const unclear = (...document: PatchDocument) => ({ left: [], unclear: document });
