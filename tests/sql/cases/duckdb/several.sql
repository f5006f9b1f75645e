-- = select | read | gives ?=~
-- = select | read | gives ?=~
select 'it''s; drop table users'; select 2
