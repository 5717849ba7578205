import type { Pointer } from '../../shared/referral/pointer';
import type { Column } from '../../shared/values/rows';
import { contactPreferenceColumns, personColumns, solutionColumns } from './columns';

/** A list of a referral. */
export interface ReferralList {
	pointer: Pointer;
	/** What one row is called. */
	row: string;
	/** The columns of an update; those of a creation may be fewer. */
	columns: Column[];
	creationColumns: Column[];
}

const peopleOf = (pointer: Pointer, row: string): ReferralList => ({
	pointer,
	row,
	columns: [...personColumns, ...contactPreferenceColumns],
	creationColumns: personColumns,
});

/** The lists of a referral. */
export const REFERRAL_LISTS = {
	customerContacts: peopleOf('/customerProfile/team', 'Contact'),
	solutions: {
		pointer: '/details/requirements/solutions',
		row: 'Solution',
		columns: solutionColumns,
		creationColumns: solutionColumns,
	},
	team: peopleOf('/team', 'Team Member'),
} satisfies Record<string, ReferralList>;
