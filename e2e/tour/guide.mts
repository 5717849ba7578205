const FORM =
	'Publish, then open the Production URL of the form and log in with the user and password above.';

/** What to do with an imported example, and what happens then. */
export const GUIDE: Record<string, string> = {
	'first-steps.json':
		'Execute workflow. A referral gets a deal value, is accepted, and has a new team member.',
	'co-sell-lead-approval.json':
		'Execute workflow. An email asks about a new lead: open one of its two links in a browser.',
	'co-sell-deal-form.json': `${FORM} Enter a deal: it becomes two referrals.`,
	'register-won-deals.json':
		'Execute the workflow from Deal won. An email has a link to the form, with the deal in it. Publish, then open the link.',
	'status-changes-to-mail.json':
		'Execute workflow. An email shows the newest incoming referral. After Publish: each change.',
	'signed-event-to-mail.json':
		'Publish, then execute First steps. Each of its changes comes back as a signed event: three emails.',
	'weekly-pipeline-report.json': 'Execute workflow. An email has two tables.',
	'stale-opportunities.json': 'Execute workflow. An email lists what has not changed for 30 days.',
	'sync-with-hubspot.json': syncOf('HubSpot'),
	'sync-with-salesforce.json': syncOf('Salesforce'),
	'sync-with-dynamics-365.json': syncOf('Dynamics 365'),
	'add-team-member-form.json': FORM,
	'ai-agent-with-approval.json':
		'Choose a chat model of your own first: the one here says one sentence only. Then open the chat.',
};

function syncOf(crm: string): string {
	return `Select the arrow next to Execute workflow, choose from Every five minutes, and execute it. Three deals of ${crm} become referrals; once more, and nothing is sent. After Publish: changes in both directions, within a minute.`;
}
