import { describeExample } from './describeExample.mts';

const FILE = 'co-sell-lead-approval.json';

const LEADS = ['one', 'two', 'three'].map((id) => ({ id, name: `Lead ${id}` }));

describeExample(FILE, (examples) => {
	/** Has the example ask about a lead. @param answers what is said to each question; undefined if no one answers */
	async function ask(id: string, ...answers: (boolean | undefined)[]): Promise<void> {
		examples().edge.answer(
			'approval',
			...answers.map((approved) => (approved === undefined ? {} : { approved })),
		);
		await examples().fire('A lead to answer', FILE, { id, name: 'Contoso moves to Azure' });
	}

	const questions = () => examples().edge.received('approval') as Record<string, string>[];
	const emails = () => examples().edge.received('mail') as Record<string, string>[];
	const changes = () => examples().partnerCenter.simulator.patches;
	const lead = (id: string) => examples().partnerCenter.simulator.referral(id);

	test('each new lead is asked about in an execution of its own, which nothing waits for', async () => {
		await examples().fire('New lead', FILE, ...LEADS);

		expect(examples().edge.received('subWorkflow')).toEqual(
			LEADS.map((one) => ({
				workflowId: { __rl: true, mode: 'id', value: 'workflow' },
				options: { waitForSubWorkflow: false },
				items: [one],
			})),
		);
	});

	test('a lead that can’t be asked about is reported, and the next ones are asked about', async () => {
		examples().edge.answer('subWorkflow', {}, { error: 'The workflow is not published' });

		await examples().fire('New lead', FILE, ...LEADS);

		expect(examples().edge.received('subWorkflow')).toHaveLength(3);
		expect(emails()).toEqual([
			expect.objectContaining({
				toEmail: 'operations@contoso.com',
				subject: 'Lead that could not be answered: Lead two',
				text: expect.stringMatching(/^The workflow is not published\n[^]*Referral: two$/) as string,
			}),
		]);
	});

	test('run by hand, it asks about the newest lead from others that is new', async () => {
		examples().partnerCenter.referral({ status: 'Active', substatus: 'Accepted' });
		const id = examples().partnerCenter.referral();
		examples().partnerCenter.referral({ direction: 'Outgoing' });

		await examples().run(FILE);

		expect(examples().edge.received('subWorkflow')).toEqual([
			expect.objectContaining({ items: [expect.objectContaining({ id })] }),
		]);
	});

	test('the question has the lead’s facts and the deadline, two buttons and a time limit', async () => {
		const id = examples().partnerCenter.referral({
			createdDateTime: '2026-02-20T23:30:00Z',
			customerProfile: { name: 'Contoso', address: { city: 'Dublin', country: 'IE' } },
			details: {
				notes: 'First call on Monday.',
				dealValue: 12500,
				currency: 'USD',
				closingDateTime: '2026-09-30T00:00:00Z',
				requirements: { solutions: [{ id: 'SOL-1', name: 'Migration Kit' }, { id: 'SOL-2' }] },
			},
			inviteContext: {
				notes: 'Can you help?',
				invitedBy: { organizationId: 'msft', organizationName: 'Microsoft' },
				assistanceRequestCode: 'ProofOfConceptOrDemo',
			},
		});

		await ask(id, true);

		expect(questions()).toEqual([
			expect.objectContaining({
				toEmail: 'sales@contoso.com',
				subject: 'Accept or decline: Contoso moves to Azure',
				responseType: 'approval',
				approvalOptions: {
					values: { approvalType: 'double', approveLabel: 'Accept', disapproveLabel: 'Decline' },
				},
				options: {
					appendAttribution: false,
					limitWaitTime: {
						values: { limitType: 'afterTimeInterval', resumeAmount: 24, resumeUnit: 'hours' },
					},
				},
				message: [
					'Name: Contoso moves to Azure',
					'Customer: Contoso, Dublin, IE',
					'From: Microsoft',
					'Help requested: ProofOfConceptOrDemo',
					'Deal value: 12,500 USD',
					'Closing date: 2026-09-30',
					'Solutions: Migration Kit, SOL-2',
					'Notes: Can you help? / First call on Monday.',
					`Referral: ${id}`,
					'',
					"Please answer by 2026-03-06. After that day, Partner Center closes the lead as expired. A declined lead can't be reopened.",
				].join('\n'),
			}),
		]);
	});

	test('a lead without facts is asked about, too', async () => {
		const id = examples().partnerCenter.referral({
			customerProfile: { name: '', address: { country: 'US' } },
			details: {},
			expirationDateTime: '2026-03-01T10:00:00Z',
		});

		await ask(id, false);

		const [{ message }] = questions();
		expect(message).toContain(
			'Deal value: not given\nClosing date: not given\nSolutions: not given\nNotes: none',
		);
		expect(message).toContain('Please answer by 2026-03-01.');
	});

	// n8n puts the message into the email's HTML, and replaces named character references by the characters before.
	test('texts of a lead can’t become HTML in the question, such as another button', async () => {
		const id = examples().partnerCenter.referral({ name: `<a href="https://x">R&D</a> &lt;b&gt;` });

		await ask(id, false);

		const [{ subject, message }] = questions();
		expect(subject).toBe('Accept or decline: <a href="https://x">R&D</a> &lt;b&gt;');
		expect(message).toContain(
			'Name: &#60;a href=&#34;https://x&#34;&#62;R&#38;D&#60;/a&#62; &#38;lt;b&#38;gt;\n',
		);
	});

	test.each([
		['accepts', true, { status: 'Active', substatus: 'Accepted' }],
		[
			'declines',
			false,
			{
				status: 'Closed',
				substatus: 'Declined',
				statusReason: 'Our sales team declined this lead.',
			},
		],
	])(
		'if sales %s, the lead is changed once, as it was shown, and sales is told',
		async (_, answer, expected) => {
			const id = examples().partnerCenter.referral();
			const { eTag } = lead(id);

			await ask(id, answer);

			expect(lead(id)).toMatchObject(expected);
			expect(changes().map(({ headers }) => headers['if-match'])).toEqual([eTag]);
			expect(questions()).toHaveLength(1);
			expect(emails()).toEqual([
				expect.objectContaining({
					toEmail: 'sales@contoso.com',
					subject: `Contoso moves to Azure: ${expected.status}, ${expected.substatus}`,
				}),
			]);
		},
	);

	test('if no one answers, sales is asked three times, and the lead stays as it is', async () => {
		const id = examples().partnerCenter.referral();

		await ask(id, undefined, undefined, undefined, true);

		expect(questions().map(({ subject }) => subject)).toEqual([
			'Accept or decline: Contoso moves to Azure',
			'Still to be answered: Contoso moves to Azure',
			'Still to be answered: Contoso moves to Azure',
		]);
		expect(changes()).toEqual([]);
		expect(emails()).toEqual([
			expect.objectContaining({
				toEmail: 'sales@contoso.com',
				subject: 'No answer after three days: Contoso moves to Azure',
				text: expect.stringContaining(`Referral: ${id}`) as string,
			}),
		]);
	});

	test('an answer to a reminder counts', async () => {
		const id = examples().partnerCenter.referral();

		await ask(id, undefined, true);

		expect(lead(id).substatus).toBe('Accepted');
		expect(emails()).toHaveLength(1);
	});

	test('a lead that another user has answered meanwhile is not asked about', async () => {
		const id = examples().partnerCenter.referral({ status: 'Active', substatus: 'Accepted' });

		await ask(id, false);

		expect([questions(), changes(), emails()]).toEqual([[], [], []]);
	});

	test('if the lead changes before the answer, sales is asked again with what it says now', async () => {
		const id = examples().partnerCenter.referral();
		examples().partnerCenter.simulator.fault({
			when: ({ method }) => method === 'PATCH',
			status: 412,
		});

		await ask(id, true, true);

		expect(questions().map(({ subject }) => subject)).toEqual([
			'Accept or decline: Contoso moves to Azure',
			'Still to be answered: Contoso moves to Azure',
		]);
		expect(lead(id).substatus).toBe('Accepted');
		expect(emails().map(({ toEmail }) => toEmail)).toEqual(['sales@contoso.com']);
	});

	test.each([
		['can’t be read', 'GET'],
		['can’t be changed', 'PATCH'],
	])('if the lead %s, operations is told what to do', async (_, failing) => {
		const id = examples().partnerCenter.referral();
		examples().partnerCenter.simulator.fault({
			when: ({ method }) => method === failing,
			status: 403,
			times: Infinity,
		});

		await ask(id, true);

		expect(lead(id).status).toBe('New');
		expect(emails()).toEqual([
			expect.objectContaining({
				toEmail: 'operations@contoso.com',
				subject: 'Lead that could not be answered: Contoso moves to Azure',
				text: expect.stringMatching(
					new RegExp(`\\(403[^]*What to do:[^]*Referral: ${id}$`),
				) as string,
			}),
		]);
	});
});
