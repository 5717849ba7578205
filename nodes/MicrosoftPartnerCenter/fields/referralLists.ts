import type { Pointer } from '../../shared/referral/pointer';
import type { Column } from '../../shared/values/rows';
import type { RowKind } from '../routing/rows';
import { contactPreferenceColumns, personColumns, solutionColumns } from './columns';

/** A list of a referral. */
export interface ReferralList {
	pointer: Pointer;
	row: RowKind;
	/** The columns of an update; those of a creation may be fewer. */
	columns: Column[];
	creationColumns: Column[];
}

const peopleOf = (pointer: Pointer, row: RowKind): ReferralList => ({
	pointer,
	row,
	columns: [...personColumns, ...contactPreferenceColumns],
	creationColumns: personColumns,
});

/** The lists of a referral. */
export const REFERRAL_LISTS = {
	customerContacts: peopleOf('/customerProfile/team', { displayName: 'Contact', name: 'contact' }),
	solutions: {
		pointer: '/details/requirements/solutions',
		row: { displayName: 'Solution', name: 'solution' },
		columns: solutionColumns,
		creationColumns: solutionColumns,
	},
	team: peopleOf('/team', { displayName: 'Team Member', name: 'member' }),
} satisfies Record<string, ReferralList>;
