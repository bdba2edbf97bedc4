"""What the pages of appraisals say."""
