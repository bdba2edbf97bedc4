"""Who may do what in a partnership: builds what the policy is asked, and asks."""
