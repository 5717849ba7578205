module.exports = {
	semi: true,
	singleQuote: true,
	trailingComma: 'all',
	useTabs: true,
	tabWidth: 2,
	arrowParens: 'always',
	printWidth: 100,
	endOfLine: 'lf',
	overrides: [{ files: ['*.md', '*.yml'], options: { useTabs: false } }],
};
